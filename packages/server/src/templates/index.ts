/** What other slices may use of templates. */
export { fillTemplate, fillWords } from './render.ts'
export { getTemplateRow } from './templates.ts'
export { readCsv } from './read-csv.ts'
