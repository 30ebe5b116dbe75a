import type { Corp } from './corp'
import { refuse } from './errors'
import { bytesOf, cutBytes, cutCharacters, isObject, type Json, objectAt, objectsAt, textAt } from './json'

/** How the limits of wecom §4.2 are applied: too long texts are cut, too long addresses are refused. */
const URL_BYTES = 2048
const TEXT_BYTES = 2048
const TITLE_BYTES = 128
const DESCRIPTION_BYTES = 512
const ARTICLES = 8
const AUTHOR_BYTES = 64

export type MediaCheck = (mediaId: string, type: 'image' | 'voice' | 'video' | 'file' | 'any') => void

export function checkUrl(url: string, missing: number): void {
  if (url === '') refuse(missing, 'url missing')
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(url)) refuse(45034, 'url must have a protocol')
  if (bytesOf(url) > URL_BYTES) refuse(40058, `url exceed max length ${URL_BYTES}. invalid Request Parameter`)
}

/** Control characters (line breaks and tabs aside) are refused anywhere in a message (40033). */
export function checkCharset(value: unknown): void {
  if (typeof value === 'string') {
    const illegal = [...value].some((one) => one < ' ' && one !== '\n' && one !== '\r' && one !== '\t')
    if (illegal) refuse(40033)
  } else if (Array.isArray(value)) value.forEach(checkCharset)
  else if (isObject(value)) Object.values(value).forEach(checkCharset)
}

function text(corp: Corp, part: Json): Json {
  const content = textAt(part, 'content')
  if (content.trim() === '') refuse(44004, 'empty content')
  return { ...part, content: corp.flags.truncation ? cutBytes(content, TEXT_BYTES) : content }
}

function markdown(part: Json): Json {
  const content = textAt(part, 'content')
  if (content.trim() === '') refuse(44004, 'empty content')
  if (bytesOf(content) > TEXT_BYTES) refuse(40058, 'markdown.content exceed max length 2048. invalid Request Parameter')
  return part
}

function textcard(corp: Corp, part: Json): Json {
  const title = textAt(part, 'title')
  const description = textAt(part, 'description')
  if (title === '') refuse(41016, 'title missing')
  if (description === '') refuse(41033, 'description missing')
  checkUrl(textAt(part, 'url'), 40058)
  if (!corp.flags.truncation) return part
  return {
    ...part,
    title: cutCharacters(title, 128),
    description: cutCharacters(description, 512),
    btntxt: cutCharacters(textAt(part, 'btntxt') || '详情', 4),
  }
}

function article(corp: Corp, one: Json): Json {
  const title = textAt(one, 'title')
  if (title === '') refuse(41016, 'title missing')
  // with appid and pagepath the url is ignored (wecom §4.2)
  if (textAt(one, 'pagepath') === '') checkUrl(textAt(one, 'url'), 40058)
  if (!corp.flags.truncation) return one
  const description = cutBytes(textAt(one, 'description'), DESCRIPTION_BYTES)
  return { ...one, title: cutBytes(title, TITLE_BYTES), description }
}

function articlesOf(part: Json): Json[] {
  const articles = objectsAt(part, 'articles')
  if (articles.length === 0) refuse(40058, 'articles missing. invalid Request Parameter')
  if (articles.length > ARTICLES) refuse(45008, 'article count out of limit')
  return articles
}

function mpArticle(one: Json, media: MediaCheck): Json {
  if (textAt(one, 'title') === '') refuse(41016, 'title missing')
  media(textAt(one, 'thumb_media_id'), 'image')
  if (textAt(one, 'content') === '') refuse(44004, 'empty content')
  if (bytesOf(textAt(one, 'author')) > AUTHOR_BYTES) refuse(45032, 'author out of limit')
  return one
}

/** The body part of a message as it will be shown. Refuses what the platform refuses. */
export function checkedPart(corp: Corp, body: Json, media: MediaCheck): Json {
  const type = textAt(body, 'msgtype')
  const part = objectAt(body, type)
  checkCharset(part)
  switch (type) {
    case 'text':
      return text(corp, part)
    case 'markdown':
      return markdown(part)
    case 'textcard':
      return textcard(corp, part)
    case 'news':
      if (body.safe === 1) refuse(40074, 'news type not support safe')
      return { ...part, articles: articlesOf(part).map((one) => article(corp, one)) }
    case 'mpnews':
      return { ...part, articles: articlesOf(part).map((one) => mpArticle(one, media)) }
    case 'image':
    case 'voice':
    case 'video':
    case 'file':
      media(textAt(part, 'media_id'), type)
      return part
    case 'miniprogram_notice':
      return refuse(48002, 'api forbidden')
    default:
      return refuse(40008)
  }
}
