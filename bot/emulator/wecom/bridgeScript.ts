/**
 * The page side of the WeCom client for an ordinary browser: `window.WeixinJSBridge` as `@wecom/jssdk` expects it (wecom §3.2).
 * Signatures are judged by the emulator; until one was accepted, every other call is refused as the client would.
 */
export const bridgeScript = `(() => {
  const base = document.currentScript.src.replace(/\\/bridge\\.js.*$/, '/bridge')
  const pictures = new Map()
  let verified = false
  const post = (path, body) =>
    fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((r) => r.json())
  const choosePictures = (parameters) =>
    new Promise((resolve) => {
      const input = document.createElement('input')
      input.type = 'file'
      input.accept = 'image/*'
      input.multiple = (parameters.count || 9) > 1
      input.oncancel = () => resolve({ errMsg: 'chooseImage:cancel' })
      input.onchange = async () => {
        const files = [...input.files].slice(0, parameters.count || 9)
        const localIds = await Promise.all(files.map(readPicture))
        resolve({ errMsg: 'chooseImage:ok', localIds })
      }
      input.click()
    })
  const readPicture = (file) =>
    new Promise((resolve) => {
      const reader = new FileReader()
      reader.onload = () => {
        const id = 'wxLocalResource://emulator' + (pictures.size + 1)
        pictures.set(id, reader.result)
        resolve(id)
      }
      reader.readAsDataURL(file)
    })
  const chooseContact = async () => {
    const all = await post('/contacts', {})
    const asked = window.prompt('选择成员：输入姓名，多个用逗号隔开')
    if (asked === null) return { errMsg: 'selectEnterpriseContact:cancel' }
    const names = asked.split(/[,\\uff0c]/).map((one) => one.trim())
    const userList = all.userList.filter((one) => names.includes(one.name))
    return { errMsg: 'selectEnterpriseContact:ok', result: JSON.stringify({ departmentList: [], userList }) }
  }
  const scan = () => {
    const resultStr = window.prompt('扫一扫：输入二维码内容')
    return resultStr === null ? { errMsg: 'scanQRCode:cancel' } : { errMsg: 'scanQRCode:ok', resultStr }
  }
  const actions = {
    chooseImage: choosePictures,
    getLocalImgData: (p) => ({ errMsg: 'getLocalImgData:ok', localData: pictures.get(p.localId) || '' }),
    uploadImage: (p) => post('/upload', { data: pictures.get(p.localId) || '' }),
    imagePreview: (p) => (window.open(p.current), { errMsg: 'imagePreview:ok' }),
    scanQRCode: scan,
    selectEnterpriseContact: chooseContact,
    geoLocation: () => ({ errMsg: 'geoLocation:ok', latitude: 30.27, longitude: 120.15, speed: 0, accuracy: 30 }),
    closeWindow: () => (window.history.back(), { errMsg: 'closeWindow:ok' }),
  }
  const verify = async (call, parameters) => {
    const url = window.location.href.split('#')[0]
    const answer = await post('/verify', { call, parameters, url })
    if (answer.errMsg === call + ':ok') verified = true
    return answer
  }
  const invoke = async (call, parameters) => {
    if (call === 'preVerifyJSAPI' || call === 'agentConfig') return verify(call, parameters)
    if (!verified) return { errMsg: call + ':fail no permission', errCode: 40093 }
    const action = actions[call]
    return action ? action(parameters) : { errMsg: call + ':ok' }
  }
  const agent = navigator.userAgent + ' wxwork/4.1.30 MicroMessenger/7.0.1'
  if (!/wxwork/.test(navigator.userAgent)) Object.defineProperty(navigator, 'userAgent', { get: () => agent })
  window.WeixinJSBridge = {
    invoke: (call, parameters, done) => {
      invoke(call, parameters || {}).then((answer) => done && done({ err_msg: answer.errMsg, ...answer }))
    },
    on: () => undefined,
    call: () => undefined,
  }
  document.dispatchEvent(new Event('WeixinJSBridgeReady'))
})()
`
