<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutSection</name>
        <message>
            <source>A command post for the duty room of a street.</source>
            <translation>街道值班室应急指挥台。</translation>
        </message>
        <message>
            <source>Open source; the licence lies beside the program. Qt is used under the LGPL.</source>
            <translation>开放源代码，许可证随程序提供；Qt 依 LGPL 使用。</translation>
        </message>
        <message>
            <source>This is no system for secrets: never enter, store or send state or work secrets.</source>
            <translation>本系统为非涉密系统，严禁录入、存储、传输国家秘密和工作秘密。</translation>
        </message>
        <message>
            <source>Fonts: Noto CJK (SIL Open Font License). Icons: drawn for this program.</source>
            <translation>字体：Noto CJK（SIL 开放字体许可）；图标为本程序自绘。</translation>
        </message>
    </context>
    <context>
        <name>LookSection</name>
        <message>
            <source>Day</source>
            <translation>日间</translation>
        </message>
        <message>
            <source>Night</source>
            <translation>夜间</translation>
        </message>
        <message>
            <source> min</source>
            <translation> 分钟</translation>
        </message>
        <message>
            <source>never</source>
            <translation>从不</translation>
        </message>
        <message>
            <source>Theme (Ctrl+D)</source>
            <translation>主题（Ctrl+D）</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Size of the type</source>
            <translation>字号</translation>
        </message>
        <message>
            <source>Lock the desk after</source>
            <translation>无操作锁屏</translation>
        </message>
    </context>
    <context>
        <name>MapsSection</name>
        <message>
            <source>Provider</source>
            <translation>提供单位</translation>
        </message>
        <message>
            <source>Approval number</source>
            <translation>审图号</translation>
        </message>
                <message>
            <source>No map file of your own yet</source>
            <translation>尚未添加本单位地图</translation>
        </message>
                </context>
    <context>
        <name>RulesSection</name>
        <message>
            <source>Rule packs</source>
            <translation>规则包</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Import a rule pack…</source>
            <translation>导入规则包…</translation>
        </message>
        <message>
            <source>What is marked “to be confirmed” counts, but nobody has compared it with its document yet.</source>
            <translation>标“待核定”的时限照样计时，但尚未与原文核对。</translation>
        </message>
        <message>
            <source>Import a rule pack</source>
            <translation>导入规则包</translation>
        </message>
        <message>
            <source>Rule packs (*.toml)</source>
            <translation>规则包 (*.toml)</translation>
        </message>
        <message>
            <source>In force from now on</source>
            <translation>即时生效</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>in force</source>
            <translation>有效</translation>
        </message>
        <message>
            <source>retired</source>
            <translation>已停用</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>核定</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>已核定</translation>
        </message>
        <message>
            <source>to be confirmed</source>
            <translation>待核定</translation>
        </message>
        <message>
            <source>Adopted</source>
            <translation>启用</translation>
        </message>
        <message>
            <source>shipped with the program</source>
            <translation>随程序提供</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>依据</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>报次</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Sender</source>
            <translation>报告主体</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>任何单位</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} 分钟</translation>
        </message>
    </context>
    <context>
        <name>ServerSection</name>
        <message>
            <source>One-time code from the administrator</source>
            <translation>管理员给的一次性登记码</translation>
        </message>
        <message>
            <source>Link this workstation</source>
            <translation>接入本机</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>One-time code</source>
            <translation>一次性登记码</translation>
        </message>
        <message>
            <source>Stop the sample's server</source>
            <translation>停止示例服务器</translation>
        </message>
        <message>
            <source>Start the sample's server</source>
            <translation>启动示例服务器</translation>
        </message>
        <message>
            <source>Not linked. The desk works on its own; link it to report electronically.</source>
            <translation>未接入。本机可独立工作；接入后可网上报送。</translation>
        </message>
        <message>
            <source>Online, last exchange {time}</source>
            <translation>在线，上次同步 {time}</translation>
        </message>
        <message>
            <source>Offline, last exchange {time}</source>
            <translation>离线，上次同步 {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n entry(ies) to be sent</source>
            <translation>
                <numerusform>待传 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Linked: what waited is being sent now.</source>
            <translation>已接入，待传内容正在发送。</translation>
        </message>
        <message>
            <source>The sample's server runs at {url}</source>
            <translation>示例服务器运行于 {url}</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>About</source>
            <translation>关于</translation>
        </message>
        <message>
            <source>Look and language</source>
            <translation>显示与语言</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>Rule packs</source>
            <translation>规则包</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>服务器</translation>
        </message>
        <message>
            <source>Staff and PINs</source>
            <translation>人员与口令</translation>
        </message>
        <message>
            <source>This workstation</source>
            <translation>本机</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Sections of the settings</source>
            <translation>设置分类</translation>
        </message>
    </context>
    <context>
        <name>StaffSection</name>
        <message>
            <source>Staff</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Works here</source>
            <translation>在职</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>职务</translation>
        </message>
        <message>
            <source>Phone (empty: unchanged)</source>
            <translation>电话（留空不改）</translation>
        </message>
        <message>
            <source>New PIN on this workstation (empty: unchanged)</source>
            <translation>本机新口令（留空不改）</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>New person</source>
            <translation>新增人员</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>角色</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>电话</translation>
        </message>
        <message>
            <source>PIN here</source>
            <translation>本机 PIN</translation>
        </message>
        <message>
            <source>set</source>
            <translation>已设</translation>
        </message>
        <message>
            <source>none</source>
            <translation>未设</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>left</source>
            <translation>离岗</translation>
        </message>
    </context>
    <context>
        <name>StationSection</name>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>Workstation</source>
            <translation>工作站</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>数据库</translation>
        </message>
        <message>
            <source>Last backup</source>
            <translation>上次备份</translation>
        </message>
        <message>
            <source>Second place, on another disk</source>
            <translation>第二备份位置（另一块盘）</translation>
        </message>
        <message>
            <source>Second place…</source>
            <translation>第二备份位置…</translation>
        </message>
        <message>
            <source>No second place</source>
            <translation>不用第二位置</translation>
        </message>
        <message>
            <source>Second place for copies</source>
            <translation>第二备份位置</translation>
        </message>
        <message>
            <source>none: a broken disk takes journal and copies together</source>
            <translation>未设：硬盘一坏，日志和备份一起没了</translation>
        </message>
        <message>
            <source>Every copy also goes to {path}</source>
            <translation>每份备份也存到 {path}</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>The shift changes at (to be confirmed)</source>
            <translation>交接班时间（待核定）</translation>
        </message>
        <message>
            <source>Back up now</source>
            <translation>立即备份</translation>
        </message>
        <message>
            <source>Check the whole chain</source>
            <translation>校验全部日志</translation>
        </message>
        <message>
            <source>not checked since the start</source>
            <translation>启动后未校验</translation>
        </message>
        <message>
            <source>chain whole</source>
            <translation>哈希链完好</translation>
        </message>
        <message>
            <source>chain broken: report it</source>
            <translation>哈希链断裂，请上报</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>尚无</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Backed up: {path}</source>
            <translation>已备份：{path}</translation>
        </message>
        <message>
            <source>Every entry verified</source>
            <translation>全部记录校验通过</translation>
        </message>
        <message>
            <source>The chain is broken: report it</source>
            <translation>哈希链断裂，请上报</translation>
        </message>
    </context>
</TS>
