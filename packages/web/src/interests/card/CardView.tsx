import type { CardPlace } from '../feed-control.ts'
export function CardView({ id }: { id: string; place: { at: CardPlace } | undefined }) {
  return <div>{id}</div>
}
