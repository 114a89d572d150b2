/** Subjects compared without the marks that mail programs put before them. */

const prefix =
  /^\s*(?:(?:re|fwd?|aw|wg|sv|rv|tr|отв|ответ|нв|на|пересл|переслано|пер|жауап|жаўап|қайта)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s*[:：]|\[(?:external|ext|внешнее|внешняя почта|spam|спам)\]:?)\s*/i

/** «Re[2]: Отв: Fwd: Заказ» to «Заказ». Case and wording of the rest are kept. */
export function normaliseSubject(subject: string): string {
  let rest = subject.replace(/\s+/g, ' ').trim()
  for (let count = 0; count < 50; count++) {
    const shorter = rest.replace(prefix, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest.trim()
}

/** Key for "same subject": normalised, lower case, «ё» as «е». Empty when the subject says nothing. */
export function subjectKey(subject: string): string {
  return normaliseSubject(subject).toLowerCase().replaceAll('ё', 'е')
}
