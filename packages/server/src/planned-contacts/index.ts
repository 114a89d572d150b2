export { findPlanned, type PlannedBrief } from './planned-brief.ts'
