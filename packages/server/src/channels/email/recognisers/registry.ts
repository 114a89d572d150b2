/**
 * Every recogniser, in the order they are asked. Networks first: an unproven network sender ends the search,
 * so that no later rule can make a trusted-looking card of a forgery. `person` takes what is left.
 */
import { avito } from './avito/recogniser.ts'
import { bitrixForm } from './bitrix-form/recogniser.ts'
import { contactForm7 } from './contact-form-7/recogniser.ts'
import { facebook } from './facebook/recogniser.ts'
import { genericForm } from './generic-form/recogniser.ts'
import { genericNotification } from './generic-notification/recogniser.ts'
import { instagram } from './instagram/recogniser.ts'
import { ok } from './ok/recogniser.ts'
import { person } from './person/recogniser.ts'
import { tilda } from './tilda/recogniser.ts'
import { twogis } from './2gis/recogniser.ts'
import type { Recogniser } from './types.ts'
import { vk } from './vk/recogniser.ts'
import { wordpress } from './wordpress/recogniser.ts'
import { x } from './x/recogniser.ts'
import { yandexBusiness } from './yandex-business/recogniser.ts'
import { youtube } from './youtube/recogniser.ts'

export const recognisers: readonly Recogniser[] = [
  vk,
  ok,
  facebook,
  instagram,
  x,
  youtube,
  avito,
  yandexBusiness,
  twogis,
  tilda,
  contactForm7,
  bitrixForm,
  wordpress,
  genericForm,
  genericNotification,
  person,
]
