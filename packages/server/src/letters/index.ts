export { classifyContext, keepLetter } from './keep-letter.ts'
export { readLetterBytes } from './letters.ts'
