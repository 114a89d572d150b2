/** A consent as a document of its own (L01): the words of its box with what the law wants beside them. Pure. */
import type { ConsentPurpose } from '../consents/consents.table.ts'
import type { Site } from './public-channel.ts'
import { documentWords } from './site-words.ts'

/** The words beside the box. Empty: this consent is not asked for. */
export function consentText({ config }: Site, purpose: ConsentPurpose): string {
  if (purpose === 'processing') return config.processingText
  return purpose === 'advertising' ? config.advertisingText : config.visitsText
}

/** In one language whoever reads it: what was agreed to has one hash. */
export function consentDocument(site: Site, purpose: ConsentPurpose): string {
  const text = consentText(site, purpose)
  if (text === '') return ''
  const { config } = site
  const words = documentWords[config.language === 'auto' ? 'ru' : config.language]
  return [
    text,
    '',
    `${words.operator}: ${config.operatorName}, ${config.operatorAddress}`,
    // What the record of visits holds is the program's doing, not the owner's choice.
    `${words.data}: ${purpose === 'visits' ? words.visitsData : config.dataList || words.dataList}`,
    `${words.actions}: ${config.actionList || words.actionList}`,
    `${words.term}: ${config.termWords || words.termWords}`,
    `${words.withdrawal}: ${config.withdrawalWords || words.withdrawalWords}`,
  ].join('\n')
}
