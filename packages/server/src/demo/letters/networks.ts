/** Notifications of social networks in their look: who did what under which post. */
import { escapeHtml, type LetterDraft } from '../letter.ts'
import type { Author } from '../people.ts'

export interface Act {
  author: Author
  text: string
  /** Title of the post. */
  post: string
  /** Number of the post; the same for the same title. */
  postId: number
  /** Unique number of this letter. */
  serial: number
  date: Date
}

type Write = (act: Act) => LetterDraft

const shop = 'Кофейня «Полдень»'
const group = '219004411'

export const vkComment: Write = (act) =>
  vk(act, {
    subject: `${act.author.name} ${past(act, 'прокомментировал')} запись сообщества`,
    line: `${past(act, 'прокомментировал')} запись «${act.post}»`,
    path: `wall-${group}_${act.postId}?reply=${act.serial}`,
    button: 'Ответить',
  })

export const vkLike: Write = (act) =>
  vk(
    { ...act, text: '' },
    {
      subject: `${act.author.name} ${past(act, 'оценил')} запись`,
      line: `${past(act, 'оценил')} запись «${act.post}»`,
      path: `wall-${group}_${act.postId}`,
      button: 'Посмотреть запись',
    },
  )

export const vkRepost: Write = (act) =>
  vk(
    { ...act, text: '' },
    {
      subject: `${act.author.name} ${act.author.woman ? 'поделилась' : 'поделился'} записью`,
      line: `${act.author.woman ? 'поделилась' : 'поделился'} записью «${act.post}»`,
      path: `wall-${group}_${act.postId}`,
      button: 'Посмотреть',
    },
  )

export const vkMessage: Write = (act) =>
  vk(act, {
    subject: `Новое сообщение сообществу «${shop}»`,
    line: `${past(act, 'написал')} сообществу «${shop}»`,
    path: `gim${group}?sel=${act.author.id}&from=${act.serial}`,
    button: 'Ответить',
  })

export const okComment: Write = (act) =>
  ok(
    act,
    'Новый комментарий',
    `${past(act, 'прокомментировал')} тему «${act.post}»`,
    `?comment=${act.serial}`,
  )

export const okLike: Write = (act) =>
  ok({ ...act, text: '' }, 'Новый класс', `${past(act, 'поставил')} «Класс!» вашей теме «${act.post}»`, '')

export const facebookComment: Write = (act) => {
  const { author, text, serial } = act
  const link = escapeHtml(
    `https://www.facebook.com/nd/?permalink.php&story_fbid=${act.postId}&id=100200300&comment_id=${serial}&aref=1&medium=email`,
  )
  const page = escapeHtml(
    `https://www.facebook.com/nd/?${author.nick.replaceAll('_', '.')}&aref=1&medium=email`,
  )
  const html = `<html><body><table id="email_table"><tr><td><span class="mb_text"><a href="${page}">${author.name}</a> ${past(act, 'прокомментировал')} <a href="${link}">вашу публикацию</a>.</span></td></tr><tr><td><table><tr><td><a href="${page}"><img src="https://scontent-hel3-1.xx.fbcdn.net/v/t1/${author.id}.jpg" width="50"></a></td><td><a href="${page}">${author.name}</a></td></tr><tr><td><span class="mb_text">${escapeHtml(text)}</span></td></tr></table></td></tr><tr><td><a href="${link}">Посмотреть на Facebook</a></td></tr></table></body></html>`
  return {
    from: { name: 'Facebook', address: 'notification@facebookmail.com' },
    subject: `${author.name} ${past(act, 'прокомментировал')} вашу публикацию`,
    date: act.date,
    id: `fb${serial}`,
    html,
    signedBy: 'facebookmail.com',
  }
}

export const instagramComment: Write = (act) => {
  const nick = act.author.nick
  const html = `<p>Instagram</p><p>Hi polden.coffee,</p><p><a href="https://www.instagram.com/${nick}/"><img src="https://scontent.cdninstagram.com/v/${act.author.id}.jpg" alt="${nick}"></a></p><p>${nick} commented: ${escapeHtml(act.text)}</p><p><a href="https://www.instagram.com/p/D${act.postId}x/c/${act.serial}/">View comment</a></p>`
  return {
    from: { name: 'Instagram', address: 'no-reply@mail.instagram.com' },
    subject: `${nick} commented on your post`,
    date: act.date,
    id: `ig${act.serial}`,
    html,
    signedBy: 'mail.instagram.com',
  }
}

export const instagramFollow: Write = (act) => {
  const nick = act.author.nick
  const verb = act.author.woman ? 'подписалась' : 'подписался'
  const html = `<p>${nick} ${verb} на вас</p><p><a href="https://www.instagram.com/${nick}/">Посмотреть профиль</a></p>`
  return {
    from: { name: 'Instagram', address: 'no-reply@mail.instagram.com' },
    subject: `${nick} ${verb} на вас`,
    date: act.date,
    id: `igf${act.serial}`,
    html,
    signedBy: 'mail.instagram.com',
  }
}

export const youtubeComment: Write = (act) => {
  const link = escapeHtml(
    `https://www.youtube.com/watch?v=pLdN${act.postId}aB&lc=Ugx${act.serial}&feature=em-comments`,
  )
  const text = `Новый комментарий к видео «${act.post}»\n\n${act.text}\n\nОтветить: ${link.replaceAll('&amp;', '&')}\n`
  return {
    from: { name: 'YouTube', address: 'no-reply@youtube.com' },
    subject: `Новый комментарий к видео «${act.post}»`,
    date: act.date,
    id: `yt${act.serial}`,
    text,
    signedBy: 'youtube.com',
  }
}

interface VkLook {
  subject: string
  line: string
  path: string
  button: string
}

function vk(act: Act, look: VkLook): LetterDraft {
  const { author } = act
  const page = `https://vk.com/id${author.id}?from_email=1`
  const words = act.text ? `<tr><td colspan="2">${escapeHtml(act.text)}</td></tr>` : ''
  const link = escapeHtml(`https://vk.com/${look.path}${look.path.includes('?') ? '&' : '?'}from_email=1`)
  const html = `<html><body><table><tr><td><a href="https://vk.com/club${group}?from_email=1">ВКонтакте</a></td></tr><tr><td>Здравствуйте, ${shop}!</td></tr><tr><td>${author.name} ${look.line}</td></tr><tr><td><table><tr><td><a href="${page}"><img src="https://sun9-7.userapi.com/s/v1/${author.id}.jpg" width="50" height="50" alt=""></a></td><td><a href="${page}">${author.name}</a></td></tr>${words}</table></td></tr><tr><td><a href="${link}">${look.button}</a></td></tr><tr><td>Вы получили это письмо, потому что управляете сообществом. <a href="https://vk.com/settings?act=notify">Отписаться</a></td></tr></table></body></html>`
  return {
    from: { name: 'VK', address: 'admin@notify.vk.com' },
    subject: look.subject,
    date: act.date,
    id: `vk${act.serial}`,
    html,
    signedBy: 'notify.vk.com',
  }
}

function ok(act: Act, subject: string, line: string, place: string): LetterDraft {
  const page = `https://ok.ru/profile/${act.author.id}?st.mail=1`
  const html = `<body><div>Одноклассники</div><div>${act.author.name} ${line}</div><div><a href="${page}"><img src="https://i.mycdn.me/image?id=${act.author.id}" alt="${act.author.name}"></a> <a href="${page}">${act.author.name}</a></div><div>${escapeHtml(act.text)}</div><div><a href="https://ok.ru/group/7004411/topic/${act.postId}${place}">Ответить</a></div><div>Чтобы не получать письма, измените настройки.</div></body>`
  return {
    from: { name: 'Одноклассники', address: 'noreply@notify.ok.ru' },
    subject,
    date: act.date,
    id: `ok${act.serial}`,
    html,
    signedBy: 'ok.ru',
  }
}

function past({ author }: Act, verb: string): string {
  return author.woman ? `${verb}а` : verb
}
