import { z } from 'zod'

export const FeedConfig = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  holds: z.enum(['mentions', 'comments', 'reviews']).default('mentions'),
  minutes: z.number().int().min(5).max(1440).default(15),
})
export type FeedConfig = z.infer<typeof FeedConfig>
