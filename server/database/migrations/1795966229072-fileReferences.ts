import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Every column that names a file is asked by the nightly purge which files it names, and by SQLite whenever a file goes.
const changes: Change[] = [
  {
    change: 'add',
    part: 'index',
    of: 'stored_file',
    index: { name: 'stored_file_original', columnNames: ['originalId'] },
  },
  { change: 'add', part: 'index', of: 'pledge', index: { name: 'pledge_photo', columnNames: ['photoId'] } },
  { change: 'add', part: 'index', of: 'fulfilment', index: { name: 'fulfilment_picture', columnNames: ['pictureId'] } },
  {
    change: 'add',
    part: 'index',
    of: 'pledge_version',
    index: { name: 'pledge_version_photo', columnNames: ['photoId'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'post_area',
    index: { name: 'post_area_plate_picture', columnNames: ['platePictureId'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'post_area',
    index: { name: 'post_area_meeting_picture', columnNames: ['meetingPictureId'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'sign_order',
    index: { name: 'sign_order_minutes', columnNames: ['minutesFileId'] },
  },
  { change: 'add', part: 'index', of: 'sign_order', index: { name: 'sign_order_quote', columnNames: ['quoteFileId'] } },
  {
    change: 'add',
    part: 'index',
    of: 'sign_order_line',
    index: { name: 'sign_order_line_photo', columnNames: ['photoId'] },
  },
  {
    change: 'add',
    part: 'index',
    of: 'wall_posting',
    index: { name: 'wall_posting_picture', columnNames: ['pictureId'] },
  },
]

export class FileReferences1795966229072 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
