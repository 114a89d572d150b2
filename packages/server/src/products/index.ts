export { chooseProduct, listCandidates, matchProduct, type Candidate } from './product-match.ts'
export { getProductRow } from './products.ts'
