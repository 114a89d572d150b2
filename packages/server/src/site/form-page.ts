/** The feedback form as a plain page: no script, no frame, no cookie. */
import { randomUUID } from 'node:crypto'
import type { RawCall } from '../platform/http/raw-route.ts'
import type { Site } from './public-channel.ts'
import { documentWords, formWords, type SiteLanguage } from './site-words.ts'
import { consentDocument } from './consent-document.ts'
import { consentBoxes } from './visitor-consent.ts'
import type { ConsentPurpose } from '../consents/consents.table.ts'

interface FormView {
  language: SiteLanguage
  kind: string
  values: Record<string, string>
  refused: boolean
  back?: string
}

export function renderForm(call: RawCall, site: Site, view: FormView): string {
  const words = formWords[view.language]
  const title = view.kind === 'callback' ? words.callback : words.form
  const input = (name: 'name' | 'phone' | 'email', type: string, needed: boolean) =>
    `<label>${words[name]}<input name="${name}" type="${type}" autocomplete="${name === 'phone' ? 'tel' : name}"${needed ? ' required' : ''} value="${escapeHtml(view.values[name] ?? '')}"></label>`
  const hidden = (name: string, value: string) =>
    `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`
  const boxes = consentBoxes(site)
    .filter(({ purpose }) => purpose !== 'visits')
    .map(
      ({ purpose, text, hash }) =>
        `<label class="box"><input type="checkbox" name="_consent_${purpose}" value="yes"${purpose === 'processing' ? ' required' : ''}><span>${escapeHtml(text)}</span></label><a href="/in/widget/${site.key}/consent/${purpose}" target="_blank" rel="noopener">${documentWords[view.language].full}</a>${hidden(`_${purpose}_hash`, hash)}`,
    )
  const callback = view.kind === 'callback'
  return layout(view.language, title, [
    `<h1>${title}</h1>`,
    view.refused ? `<p role="alert" class="alert">${words.refused}</p>` : '',
    `<form method="post" action="/in/forms/${site.key}">`,
    hidden('_kind', callback ? 'callback' : 'form'),
    hidden('_submission', randomUUID()),
    hidden('_rendered', String(call.platform.clock.now().getTime() / 1000)),
    hidden('_back', view.back ?? ''),
    input('name', 'text', false),
    input('phone', 'tel', callback),
    callback ? '' : input('email', 'email', false),
    `<label>${words.message}<textarea name="message" rows="5"${callback ? '' : ' required'}>${escapeHtml(view.values['message'] ?? '')}</textarea></label>`,
    `<label class="trap" aria-hidden="true">${words.trap}<input name="_website" tabindex="-1" autocomplete="off"></label>`,
    ...boxes,
    site.config.policyUrl
      ? `<p><a href="${escapeHtml(site.config.policyUrl)}" rel="noopener nofollow">${words.policy}</a></p>`
      : '',
    `<button>${words.send}</button></form>`,
  ])
}

export function renderThanks(language: SiteLanguage): string {
  const { thanks } = formWords[language]
  return layout(language, thanks, [`<h1>${thanks}</h1>`])
}

/** L01: a document of its own, to be read, saved and printed before the box is ticked. */
export function renderConsent(language: SiteLanguage, site: Site, purpose: ConsentPurpose): string {
  const text = escapeHtml(consentDocument(site, purpose)).replaceAll('\n', '<br>')
  return layout(language, documentWords[language].full, [
    `<h1>${documentWords[language].full}</h1><p>${text}</p>`,
  ])
}

function layout(language: SiteLanguage, title: string, parts: string[]): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/in/widget/page.css"></head><body><main>${parts.join('')}</main></body></html>`
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
