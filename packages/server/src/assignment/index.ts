export { chooseAmong } from './choose.ts'
