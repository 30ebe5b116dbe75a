import { refusal } from '../../refusals'

export const pledgePhotoForeign = refusal(422, 'pledge.photoForeign', '这张照片不是您本人上传的，请重新上传。')
