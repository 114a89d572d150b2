export { prepareInbound, type InboundFiles } from './interest-attachments.ts'
export { changeInterest, type InterestPatch } from './interest-change.ts'
export {
  failRemoteFile,
  keepRemoteFile,
  listDueFiles,
  retryRemoteFile,
  type DueFile,
} from './interest-remote-files.ts'
export { listActs, settleAct } from './interest-acts.ts'
export { completeNames } from './interest-names.ts'
export { completeFromObject } from './interest-context.ts'
export { countOpenByMember } from './interest-counts.ts'
export { getInterest } from './interest-detail.ts'
export { filterConditions, isOfContact } from './interest-filter.ts'
export { countInterests, listInterestIds } from './interest-list.ts'
export {
  markAnswered,
  processInterest,
  proofRemoved,
  recountProofs,
  reopenInterest,
  setAnswerState,
  unmarkAnswered,
} from './interest-processed.ts'
export { recordInterest } from './interest-record.ts'
export { setResponsible } from './interest-responsible.ts'
export {
  getInterestRow,
  listInterestRows,
  lockInterest,
  lockInterests,
  type InterestRow,
} from './interest-row.ts'
export { cleanStrings, shortKey } from './storable-inbound.ts'
export { viewInterest, viewInterests } from './interests.view.ts'
export { wordQuery } from './interests.search.ts'
export { withdrawCard } from './interest-withdrawn.ts'
