/** What a voter is asked for, with the figure that stands on the page, too (domain/evaluation/ballotMinutes). */
export const ballotLine = (minutes: number): string =>
  minutes > 0 ? `无记名，约${minutes}分钟，截止前可以改。` : '请把会议研究定的评定录进来，截止前可以改。'
