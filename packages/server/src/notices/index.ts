export { findMentioned } from './mentions.ts'
