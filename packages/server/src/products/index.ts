export { matchProduct, type ProductClues, type ProductMatch } from './product-match.ts'
export { getProductRow } from './products.ts'
