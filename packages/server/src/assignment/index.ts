export { chooseAmong, type Chosen } from './choose.ts'
