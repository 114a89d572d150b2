/** Posts of the community and of its visitors, new photos and videos: what comments will stand under. */
import type { z } from 'zod'
import { tellAct, type ReceiveOutcome, type Signal, type SourceObject } from '../channel.ts'
import { actOf } from './acts.ts'
import { largest, readAttachments } from './content.ts'
import type { Photo, Post, Video } from './event.ts'
import { keyOfThing, linkToThing, shownText, titleOfText, type Thing } from './place.ts'

export function readPost(post: Post): ReceiveOutcome {
  const object: Signal = { kind: 'object', object: toPost(post) }
  const suggested = post.post_type === 'suggest'
  if (!suggested && post.from_id === post.owner_id) return { kind: 'signals', items: [object] }
  const thing: Thing = { kind: 'wall', owner: post.owner_id, id: post.id }
  const key = keyOfThing(thing)
  return {
    kind: 'signals',
    items: [
      object,
      tellAct({
        ...actOf(post.from_id, post.date),
        ...readAttachments(post.attachments),
        externalId: key,
        objectKey: key,
        action: 'activity',
        sourceUrl: linkToThing(thing),
        text: shownText(post.text),
        isPublic: !suggested,
        // Nobody can comment on a post that is not on the wall yet.
        replyTarget: suggested ? null : { kind: 'comment', objectId: key, parentId: null },
        fields: [
          { name: 'Событие', value: suggested ? 'Предложенная запись' : 'Запись на стене' },
          ...readAttachments(post.attachments).fields,
        ],
      }),
    ],
  }
}

export function readPhoto(photo: z.infer<typeof Photo>): ReceiveOutcome {
  return { kind: 'signals', items: [{ kind: 'object', object: toPhoto(photo) }] }
}

export function readVideo(video: z.infer<typeof Video>): ReceiveOutcome {
  return { kind: 'signals', items: [{ kind: 'object', object: toVideo(video) }] }
}

export function toPost(post: Pick<Post, 'id' | 'owner_id' | 'text' | 'date' | 'attachments'>): SourceObject {
  const thing: Thing = { kind: 'wall', owner: post.owner_id, id: post.id }
  const text = shownText(post.text)
  const photo = post.attachments.find((one) => one.photo)?.photo
  return {
    id: keyOfThing(thing),
    title: titleOfText(text) ?? 'Запись на стене',
    text,
    url: linkToThing(thing),
    photoUrl: photo ? largest(photo.sizes) : null,
    at: post.date,
  }
}

export function toPhoto(photo: z.infer<typeof Photo>): SourceObject {
  const thing: Thing = { kind: 'photo', owner: photo.owner_id, id: photo.id }
  return {
    id: keyOfThing(thing),
    title: titleOfText(photo.text) ?? 'Фото',
    text: shownText(photo.text),
    url: linkToThing(thing),
    photoUrl: largest(photo.sizes),
    at: photo.date ?? null,
  }
}

export function toVideo(video: z.infer<typeof Video>): SourceObject {
  const thing: Thing = { kind: 'video', owner: video.owner_id, id: video.id }
  return {
    id: keyOfThing(thing),
    title: titleOfText(video.title) ?? 'Видео',
    text: shownText(video.description),
    url: linkToThing(thing),
    photoUrl: largest(video.image),
    at: video.date ?? null,
  }
}
