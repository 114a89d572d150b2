import type { CardPlace } from '../feed-control.ts'
export function FocusMode({ id }: { id: string; place: { at: CardPlace } | undefined }) {
  return <div>{id}</div>
}
