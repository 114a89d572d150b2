import { z } from 'zod'
import { recipes, services } from './recipes/index.ts'

export const CallsConfig = z
  .object({
    service: z.enum(services).default('own'),
    secret: z.string().min(8).max(200),
    key: z.string().min(1).max(200).optional(),
  })
  // Ours is made by a person or the form; a service gives its own.
  .refine(({ service, secret }) => service !== 'own' || secret.length >= 16, {
    path: ['secret'],
    message: 'too_small',
  })
  .refine(({ service, key }) => key !== undefined || !recipes[service].needsKey, {
    path: ['key'],
    message: 'required',
  })
export type CallsConfig = z.infer<typeof CallsConfig>
