export { addAnswerProof, addRecordingProof } from './proofs.ts'
