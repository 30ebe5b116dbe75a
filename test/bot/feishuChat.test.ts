import { describeChatPlatform } from './chatPlatform.contract'
import { openFeishuStage } from './feishuStage'

describeChatPlatform('feishu', openFeishuStage)
