/** What the client calls. A build replaces this module by methods and paths alone: see `scripts/bare-routes.ts`. */
export { contract as routes } from '@otklik/contract'
