/** Minutes of every hour at which something begins by itself. Apart from each other, so that they do not compete. */
export const schedules = { sweep: [7, 37], drift: [22] } as const

export type Schedule = keyof typeof schedules

export const cronOf = (schedule: Schedule): string => `${schedules[schedule].join(',')} * * * *`

/** When it begins next. */
export function nextOf(schedule: Schedule, now: Date): Date {
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  const minutes = [...schedules[schedule], 60 + schedules[schedule][0]]
  const moments = minutes.map((minute) => new Date(hour.getTime() + minute * 60_000))
  return moments.find((moment) => moment > now) ?? hour
}
