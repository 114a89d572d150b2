/** What other slices may use of templates. */
export { fillTemplate, fillWords, type About } from './render.ts'
export { getTemplateRow } from './templates.ts'
