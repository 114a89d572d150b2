export { keepLetter } from './keep-letter.ts'
