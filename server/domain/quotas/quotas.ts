// How many 岗 and 区 a department owes (R05, R06).

const wholeNumber = (count: number): number => {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a head count: ${count}`)
  return count
}

/**
 * R05, R06: 「超过10人」 is strictly more than ten (民法典 1259), so 10 members owe one post, 11 owe two, and 25 still two.
 * A department without members owes one as well; it cannot name anybody, so only an exemption by 机关党办 settles it.
 */
export const requiredPosts = (memberCount: number): number => (wholeNumber(memberCount) > 10 ? 2 : 1)

/** R05: one responsibility area per department whatever its size; R06 adds posts only. */
export const requiredAreas = (): number => 1
