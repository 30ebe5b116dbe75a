/** What stands beside the names of places and deeds; see icons.ts. */
export const moreIcons = {
  home: 'M4 11.5 12 5l8 6.5V20h-5v-5H9v5H4z',
  pledge: 'M6 3.5h9l3.5 3.5v13.5H6zM9 10h6M9 13.5h6M9 17h3.5',
  post: 'M6 21V4h12l-3 4.5 3 4.5H6',
  wall: 'M4 5h16v12H4zM8 21h8M12 17v4M8 9h3.5M8 12.5h8',
  plate: 'M4 7h16v12H4zM9 7V4h6v3M7.5 11h3v4h-3zM13.5 11.5h3.5M13.5 15h3.5',
  badge: 'M12 3.5l7 2.5v6c0 4.5-3 7-7 8.5-4-1.5-7-4-7-8.5V6zM8.5 12l2.5 2.5 4.5-5',
  visit:
    'M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3.5 2.5-5.5 5.5-5.5S14 15.5 14 19M16 12a2.5 2.5 0 1 0 0-5M16.5 14.2c2.7.300 4.5 2.1 4.5 4.8',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  branch: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6M4 20h16',
  rounds: 'M5 4h14v16H5zM8.5 9l1.5 1.5L12.5 8M8.5 15l1.5 1.5 2.5-2.5M15 9.5h1.5M15 15.5h1.5',
  office: 'M4 7.5h16V20H4zM9 7.5V5h6v2.5M4 12.5h16M12 11v3',
  board: 'M4 20V4M4 20h16M8.5 16v-4M13 16V8M17.5 16v-6',
  organisation: 'M9.5 4h5v4h-5zM4 16h5v4H4zM15 16h5v4h-5zM12 8v4M6.5 16v-4h11v4',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4.5 3.5-6.5 7.5-6.5s7 2 7.5 6.5',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11.5H4zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  photo: 'M4 5h16v14H4zM8.5 10.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM4 17l5-4.5 3.5 3L16 12l4 4',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8',
  people: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.3-4 3-6 7-6s6.7 2 7 6',
  chair: 'M7 4h10v9H7zM5 13h14v3.5H5zM6.5 16.5V21M17.5 16.5V21',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4',
  upload: 'M12 16V5M7 10l5-5 5 5M4 19.5h16',
  download: 'M12 5v11M7 11l5 5 5-5M4 19.5h16',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10.5 21h3',
  edit: 'M4 20l1-4.5L15.5 5 19 8.5 8.5 19zM13.5 7l3.5 3.5',
  logOut: 'M14 5H5v14h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  text: 'M4 18 9 6l5 12M5.7 14h6.6M15.5 18l3-7.5 3 7.5M16.5 15.5h4',
} as const

export type MoreIcons = typeof moreIcons
