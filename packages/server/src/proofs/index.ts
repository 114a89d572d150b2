export { addAnswerProof } from './proofs.ts'
