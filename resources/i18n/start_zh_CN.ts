<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>RefusedWindow</name>
    <message>
        <source>The desk did not open</source>
        <translation>指挥台没有打开</translation>
    </message>
    <message>
        <source>Folder of this workstation: {folder}</source>
        <translation>本席位的文件夹：{folder}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Trying again…</source>
        <translation>正在重试……</translation>
    </message>
    <message>
        <source>Tried again ({count}); still not.</source>
        <translation>已重试 {count} 次，仍打不开。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>IncidentPanel</name>
    <message>
        <source>Reading the open incidents…</source>
        <translation>正在读取在办事件……</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Reading the duty log…</source>
        <translation>正在读取值班日志……</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>The disk of {path} is full. What was saved is safe; free some room, then try again.</source>
        <translation>磁盘已满，放不下 {path}。已存的内容不丢；请腾出一些空间再试。</translation>
    </message>
    <message>
        <source>The disk of {path} cannot be written to. What was saved is safe; write on paper and tell the administrator.</source>
        <translation>磁盘只读，{path} 写不进去。已存的内容不丢；请先用纸笔记录，并告知管理员。</translation>
    </message>
    <message>
        <source>The disk answers with an error at {path}. What was saved is safe; write on paper and tell the administrator.</source>
        <translation>磁盘出错，{path} 读写不了。已存的内容不丢；请先用纸笔记录，并告知管理员。</translation>
    </message>
    <message>
        <source>This user of the computer may not read or write {path}. What was saved is safe; tell the administrator.</source>
        <translation>这台电脑的当前用户没有权限读写 {path}。已存的内容不丢；请告知管理员。</translation>
    </message>
    <message>
        <source>{path} is a file, where a folder is wanted. Tell the administrator to move it away.</source>
        <translation>{path} 是一个文件，这里应当是文件夹。请告知管理员把它移开。</translation>
    </message>
    <message>
        <source>{path} cannot be read or written ({reason}). Tell the administrator.</source>
        <translation>{path} 读写不了（{reason}）。请告知管理员。</translation>
    </message>
</context>
</TS>
