// What the Feishu client gives a page: window.h5sdk and window.tt (feishu §2.1, §2.2). Stub of the emulator.
{
  const base = new URL('.', document.currentScript.src).href.replace(/\/$/, '')
  const pageUrl = () => location.href.split('#')[0]

  const ask = async (call, body) => {
    const response = await fetch(`${base}/client/${call}`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, pageUrl: pageUrl() }),
    })
    return response.json()
  }

  const call = (callback, value) => {
    if (typeof callback === 'function') callback(value)
  }

  const codeCall = (kind, appIdName) => (options) => {
    const finish = (reply) => {
      if (reply.ok) call(options.success, { code: reply.code, ...(reply.state ? { state: reply.state } : {}) })
      else call(options.fail, { errno: reply.errno, errCode: reply.errCode, errString: reply.errString })
      call(options.complete, reply)
    }
    const lost = () => finish({ ok: false, errno: 104, errCode: 104, errString: 'network error' })
    ask('code', { kind, appId: options[appIdName], state: options.state }).then(finish, lost)
  }

  let configured = false
  const needsConfig =
    (name) =>
    (options = {}) => {
      if (configured) call(options.success, { errMsg: `${name}:ok` })
      else call(options.fail, { errno: 103, errString: `${name}: h5sdk.config is needed first` })
    }

  window.tt = {
    requestAccess: codeCall('requestAccess', 'appID'),
    requestAuthCode: codeCall('requestAuthCode', 'appId'),
    closeWindow(options = {}) {
      window.parent.postMessage({ emulator: 'closeWindow' }, '*')
      call(options.success, {})
    },
    chooseImage: needsConfig('chooseImage'),
    previewImage: needsConfig('previewImage'),
    scanCode: needsConfig('scanCode'),
  }

  const failed = []
  window.h5sdk = {
    ready(callback) {
      setTimeout(callback, 0)
    },
    error(callback) {
      failed.push(callback)
    },
    config(options) {
      const { appId, timestamp, nonceStr, signature, jsApiList } = options
      ask('config', { appId, timestamp, nonceStr, signature, jsApiList }).then((reply) => {
        configured = reply.ok
        if (reply.ok) return call(options.onSuccess, { errMsg: 'config:ok' })
        call(options.onFail, { errorCode: reply.errorCode, errorMsg: reply.errorMsg })
        for (const one of failed) call(one, reply)
        return undefined
      })
    },
  }
}
