import { clientOf, loginUrl, safeReturn } from '../../miniapp/client/platform'
import type { Session } from '../../miniapp/client/session'
import { inOrder } from '../../miniapp/pages/home/useHome'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'

test('WeCom is told from WeChat, Feishu by its name, all else is a browser', () => {
  expect(clientOf('Mozilla/5.0 wxwork/4.1.6 MicroMessenger/7.0.1')).toBe('wecom')
  expect(clientOf('Mozilla/5.0 MicroMessenger/8.0')).toBe('browser')
  expect(clientOf('Mozilla/5.0 Chrome/101 Lark/6.7.5 LarkLocale/zh_CN')).toBe('feishu')
  expect(clientOf('Mozilla/5.0 Chrome/140', true)).toBe('feishu')
})

test.each(['https://evil.example', '//evil.example', '/\\evil.example', '/login?return=/', undefined])(
  'a login never leads on to %s',
  (path) => expect(safeReturn(path)).toBe('/'),
)

test('a card link is returned to after the login, with everything in it', () => {
  expect(loginUrl('wecom', '/pledge?nudge=1')).toBe('/login/wecom?return=%2Fpledge%3Fnudge%3D1')
})

test('urgent tasks come first, then the nearest day', () => {
  const task = (title: string, urgent: boolean, dueDay: string | null) => ({
    kind: 'visit' as const,
    title,
    detail: '',
    path: '/',
    dueDay: dueDay === null ? null : toCalendarDay(dueDay),
    daysLeft: null,
    urgent,
  })
  const tasks = [task('无期限', false, null), task('近', false, '2026-09-20'), task('急', true, '2026-12-31')]
  const member = { roles: [], may: {} } as unknown as Session
  expect(inOrder(tasks, member).map(({ title }) => title)).toEqual(['急', '近', '无期限'])
})
