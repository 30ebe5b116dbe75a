import type { Output } from '../../../server/contract'
import { fileUrl } from '../../api/call'
import { postTexts, texts } from './texts'

type OnWall = Output<'wall.list'>['pledges'][number]
type WallPost = Output<'wall.posts'>['posts'][number]

/** One picture-and-words of the office screen: a member, or a 岗区. */
export interface Slide {
  key: string
  name: string
  /** Where in the house, from the large to the small. */
  place: readonly string[]
  /** Address of the picture, null without one. */
  picture: string | null
  pictureAlt: string
  facts: readonly (readonly [title: string, text: string])[]
}

const pledgeSlide = (pledge: OnWall): Slide => ({
  key: pledge.pledgeId,
  name: pledge.name,
  place: [pledge.branchName, pledge.departmentName, pledge.positionTitle].filter(Boolean),
  picture: pledge.photoId && fileUrl('photo.read', { photoId: pledge.photoId }),
  pictureAlt: texts.photoOf(pledge.name),
  facts: [
    [texts.duty, pledge.dutyText],
    [texts.study, pledge.studyPledge],
    [texts.dutyPledge, pledge.dutyPledge],
    [texts.integrity, pledge.integrityPledge],
  ],
})

const postFacts = ({ kind, nomineeName, memberNames, goal, content }: WallPost): [string, string][] => [
  [postTexts.nominee[kind], nomineeName],
  [postTexts.members, memberNames.join('、')],
  [postTexts.goal, goal],
  [postTexts.content[kind], content],
]

const postSlide = (post: WallPost): Slide => ({
  key: post.postAreaId,
  name: post.title,
  place: [postTexts.kinds[post.kind], post.branchName, post.departmentName].filter(Boolean),
  picture: post.platePictureId && fileUrl('attachment.readPicture', { fileId: post.platePictureId }),
  pictureAlt: postTexts.plateOf(post.title),
  facts: postFacts(post).filter(([, text]) => text),
})

export const slidesOf = (posts: readonly WallPost[], pledges: readonly OnWall[]): Slide[] => [
  ...posts.map(postSlide),
  ...pledges.map(pledgeSlide),
]

/** The place `by` slides on, around the end; 0 when there is none. */
export const stepped = (index: number, by: number, count: number): number =>
  count === 0 ? 0 : (((index + by) % count) + count) % count

/** Where to go on after the list was read anew: at the same slide, or if it is gone at the one that took its place. */
export const sameSlide = (before: readonly Slide[], index: number, now: readonly Slide[]): number => {
  const found = now.findIndex(({ key }) => key === before[index]?.key)
  return found >= 0 ? found : Math.max(0, Math.min(index, now.length - 1))
}

/**
 * The largest letters, in pixels, at which the words fit. Read from 4 m a letter should be 20 mm high, which the largest
 * size exceeds on every usual office screen; long words are made smaller, at the least 18 pixels, since
 * the labels have three quarters of that, and then scroll.
 */
export const largestFitting = (width: number, height: number, fits: (pixels: number) => boolean): number => {
  const least = 18
  const most = Math.max(18, Math.min(width * 0.036, height * 0.062))
  for (let pixels = most; pixels > least; pixels -= 1) if (fits(pixels)) return pixels
  return least
}
