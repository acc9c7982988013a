<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Watch</name>
    <message>
        <source>Put aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Put aside by {name} until {time} ({reason}): {title}</source>
        <translation>{name}已搁置至{time}（{reason}）：{title}</translation>
    </message>
    <message>
        <source>■ Roll-call “{title}” silent after the limit. Call them.</source>
        <translation>■ 点名“{title}”已到时限仍未应答，请逐一电话催问。</translation>
    </message>
    <message>
        <source>Open the roll-call</source>
        <translation>打开点名</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>List of alarms</source>
        <translation>警报清单</translation>
    </message>
    <message>
        <source>Pause the sound of alarms for two minutes</source>
        <translation>警报声暂停两分钟</translation>
    </message>
    <message>
        <source>Try the sounds of alarms</source>
        <translation>试听警报声</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
<message>
<source>Save the figures as Excel</source>
<translation>警报统计存为 Excel</translation>
</message>
<message>
<source>{title}: {n} alarms</source>
<translation>{title}：{n} 条警报</translation>
</message>
    <message>
        <source>Alarms that stand</source>
        <translation>当前警报</translation>
    </message>
    <message>
        <source>No alarm calls now.</source>
        <translation>当前没有警报。</translation>
    </message>
    <message>
        <source>{n} alarms call</source>
        <translation>当前警报{n}条</translation>
    </message>
</context>
<context>
    <name>BannerStack</name>
<message>
<source>{n} new alarms in ten minutes, shown by incident: open the list of alarms</source>
<translation>10 分钟内新增 {n} 条警报，已按事件归并：打开警报清单</translation>
</message>
    <message>
        <source>{n} more: open the list of alarms</source>
        <translation>另有{n}条：打开警报清单</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>An alarm is put aside for 1 to {most} minutes.</source>
        <translation>警报搁置时间为 1 至{most}分钟。</translation>
    </message>
    <message>
        <source>This alarm cannot be put aside: it is overdue, of a room below, or no longer sounds.</source>
        <translation>这条警报不能搁置：已超时、属于下级单位，或已不再响。</translation>
    </message>
</context>
<context>
    <name>ShelveForm</name>
    <message>
        <source>Put the alarm aside</source>
        <translation>搁置警报</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>1 to 30</source>
        <translation>1 至 30</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Put aside  Enter</source>
        <translation>搁置  Enter</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>The sound is paused for 1 to 120 seconds.</source>
        <translation>警报声暂停时间为1至120秒。</translation>
    </message>
</context>
<context>
    <name>SoundBar</name>
    <message>
        <source>Sound on</source>
        <translation>恢复声音</translation>
    </message>
    <message>
        <source>No sound device works: alarms are seen, not heard. Check the loudspeaker; watch the screen.</source>
        <translation>没有可用的音响设备：警报只显示、不发声。请检查音响，并随时注意屏幕。</translation>
    </message>
    <message>
        <source>The sound of alarms is paused: {seconds} s left</source>
        <translation>警报声已暂停，还剩{seconds}秒</translation>
    </message>
</context>
<context>
    <name>SoundTest</name>
    <message>
        <source>The sounds were played and the log says so.</source>
        <translation>三种警报声已播放，已记入值班日志。</translation>
    </message>
    <message>
        <source>No sound could be played.</source>
        <translation>警报声无法播放，请检查音响设备。</translation>
    </message>
</context>
<context>
    <name>AlarmFigures</name>
<message>
<source>Alarm figures</source>
<translation>警报统计</translation>
</message>
<message>
<source>Figure (EEMUA 191)</source>
<translation>指标（EEMUA 191）</translation>
</message>
<message numerus="yes">
<source>last %n day(s)</source>
<translation><numerusform>近 %n 天</numerusform></translation>
</message>
<message>
<source>Alarms</source>
<translation>警报数</translation>
</message>
<message>
<source>an hour, mean</source>
<translation>每小时平均</translation>
</message>
<message>
<source>in ten minutes, mean</source>
<translation>每 10 分钟平均</translation>
</message>
<message>
<source>in ten minutes, most</source>
<translation>10 分钟内最多</translation>
</message>
<message>
<source>flood, % of the time</source>
<translation>警报洪泛占时（%）</translation>
</message>
<message>
<source>{name}, %</source>
<translation>{name}级占比（%）</translation>
</message>
<message>
<source>Standing now</source>
<translation>当前未确认</translation>
</message>
<message>
<source>aim</source>
<translation>目标</translation>
</message>
    <message>
        <source>high</source>
        <translation>高</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Last 24 h: {total} alarms; {per_hour:.1f} an hour, {per_window:.2f} in ten minutes, at most {most} in ten minutes; {standing} stand; flood {flood:.0%} of the time.</source>
        <translation>近24小时警报{total}条：每小时{per_hour:.1f}条，每10分钟{per_window:.2f}条，10分钟内最多{most}条；当前未解除{standing}条；警报泛滥时间占{flood:.0%}。</translation>
    </message>
    <message>
        <source>{name} {share:.0%} (aim {aim}%)</source>
        <translation>{name} {share:.0%}（目标{aim}%）</translation>
    </message>
</context>
<context>
<name>GroupBar</name>
<message>
<source>{title}: {n} alarms. The gravest: {text}</source>
<translation>{title}：{n} 条警报。最重：{text}</translation>
</message>
<message>
<source>Show them</source>
<translation>逐条查看</translation>
</message>
</context>
<context>
<name>Settings</name>
<message>
<source>Alarms: tray and speech</source>
<translation>警报：托盘与语音</translation>
</message>
</context>
<context>
<name>CallingSection</name>
<message>
<source>Show alarms in the tray of the desktop</source>
<translation>警报在桌面托盘弹出提示</translation>
</message>
<message>
<source>Speak alarms in Chinese</source>
<translation>用中文读出警报</translation>
</message>
<message>
<source>Listen</source>
<translation>试听</translation>
</message>
<message>
<source>The desktop has a tray; the message names no incident while the desk is locked.</source>
<translation>本桌面有托盘。席位锁定时，提示里不写事件内容。</translation>
</message>
<message>
<source>This desktop has no tray: alarms are shown and heard in the window alone.</source>
<translation>本桌面没有托盘：警报只在窗口里显示和响铃。</translation>
</message>
<message>
<source>Chinese voice: {name}. Spoken while the window is in Chinese.</source>
<translation>中文语音：{name}。界面为中文时读出。</translation>
</message>
<message>
<source>Looking for a Chinese voice…</source>
<translation>正在查找中文语音……</translation>
</message>
<message>
<source>No Chinese voice is installed: alarms sound, but are not spoken. Debian: espeak-ng.</source>
<translation>本机没有安装中文语音：警报照常响铃，但不读出。Debian 系统可安装 espeak-ng。</translation>
</message>
</context>
<context>
<name>OutCalls</name>
<message>
<source>Alarm at the duty desk</source>
<translation>值班席位警报</translation>
</message>
<message>
<source>The desk is locked; unlock it to read the alarm.</source>
<translation>席位已锁定，解锁后查看警报。</translation>
</message>
</context>
</TS>
