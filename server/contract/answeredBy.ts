/** The header of all our answers, and what stands in it: something on the way may answer in our place, with 200 and JSON. */
export const answeredBy = 'X-Answered-By'
export const house = 'lianxinqiao'
