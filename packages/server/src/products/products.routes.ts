import { inWorkspace } from '../platform/http/api.ts'
import { archiveProduct, createProduct, listProducts, restoreProduct, updateProduct } from './products.ts'
import { tryProducts } from './product-trial.ts'

export const productRoutes = {
  list: inWorkspace.products.list.handler(({ context, input }) => listProducts(context.ctx, input)),
  create: inWorkspace.products.create.handler(({ context, input }) => createProduct(context.ctx, input)),
  update: inWorkspace.products.update.handler(({ context, input: { id, ...change } }) =>
    updateProduct(context.ctx, id, change),
  ),
  archive: inWorkspace.products.archive.handler(async ({ context, input }) => {
    await archiveProduct(context.ctx, input.id)
    return { ok: true } as const
  }),
  restore: inWorkspace.products.restore.handler(({ context, input }) =>
    restoreProduct(context.ctx, input.id),
  ),
  tryOut: inWorkspace.products.tryOut.handler(({ context, input }) => tryProducts(context.ctx, input)),
}
