import { SkeletonRows } from '@otklik/ui'

/** While the code of a page is on its way. */
export function PagePending() {
  return <SkeletonRows count={10} />
}
