export { chooseProduct, listCandidates, matchProduct, type Candidate, type ProductClues, type ProductMatch } from './product-match.ts'
export { getProductRow } from './products.ts'
