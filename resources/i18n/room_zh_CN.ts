<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>There is a slip in this code: compare it with the other screen.</source>
        <translation>联机码有误：请对照供数席位屏幕核对。</translation>
    </message>
    <message>
        <source>Type the code the other desk shows, or its address with the port: 192.168.1.20:8710.</source>
        <translation>请输入供数席位显示的联机码，或带端口的地址，如 192.168.1.20:8710。</translation>
    </message>
    <message>
        <source>That is the code of this desk: type it at the other one.</source>
        <translation>这是本席位自己的联机码：请到另一席位输入。</translation>
    </message>
    <message>
        <source>This desk was never enrolled at the unit&apos;s server; only enrolled desks can be connected.</source>
        <translation>本席位未在本单位服务器登记过；只有登记过的席位才能同室互联。</translation>
    </message>
    <message>
        <source>What answers there is no enrolled desk of this unit. Nothing was connected.</source>
        <translation>对方不是本单位已登记的席位，未联接。</translation>
    </message>
    <message>
        <source>The serving desk does not let this one in: it is not enrolled at the unit&apos;s server, or revoked.</source>
        <translation>供数席位不接纳本席位：未在本单位服务器登记，或已被吊销。</translation>
    </message>
    <message>
        <source>This machine is in no network: plug in the cable and try again.</source>
        <translation>本机没有接入网络：请接好网线再试。</translation>
    </message>
    <message>
        <source>its certificate is another than when you connected. If it was set up anew, type its present code once more.</source>
        <translation>对方证书与联接时不同，未予信任。如该席位已重装，请重新输入它现在的联机码。</translation>
    </message>
    <message>
        <source>this desk was revoked at the unit&apos;s server. Tell the administrator.</source>
        <translation>本席位已在本单位服务器被吊销，请告知管理员。</translation>
    </message>
    <message>
        <source>it does not know this desk: of another unit, or not enrolled at the unit&apos;s server.</source>
        <translation>对方不认识本席位：本席位属于别的单位，或未在本单位服务器登记。</translation>
    </message>
    <message>
        <source>what answers at its address is no serving desk.</source>
        <translation>该地址上应答的不是供数席位。</translation>
    </message>
    <message>
        <source>it runs another version of this program. Bring both desks to the same one.</source>
        <translation>对方程序版本不同，请把两席升到同一版本。</translation>
    </message>
    <message>
        <source>it refuses what this desk asks. Tell the administrator.</source>
        <translation>对方拒绝了本席位的请求，请告知管理员。</translation>
    </message>
</context>
<context>
    <name>RoomSection</name>
    <message>
        <source>Not connected to desk {name}: {reason}</source>
        <translation>未联到 {name} 席：{reason}</translation>
    </message>
    <message>
        <source>While the line to the server is dead the desks of this room can go on seeing each other&apos;s entries: one serves, the others connect to it. Only workstations of this unit that the server enrolled are let in.</source>
        <translation>到服务器的线路中断时，本室各席位仍可互相看到所记内容：一席供数，其余联到它。只接纳本单位在服务器登记过的席位。</translation>
    </message>
    <message>
        <source>Serve this room</source>
        <translation>为本室供数</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>联接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Code or address of the serving desk</source>
        <translation>供数席位的联机码或地址</translation>
    </message>
    <message>
        <source>This desk serves the room</source>
        <translation>本席位供数</translation>
    </message>
    <message>
        <source>This desk is connected to another</source>
        <translation>本席位联到别席</translation>
    </message>
    <message>
        <source>Stop serving</source>
        <translation>停止供数</translation>
    </message>
    <message>
        <source>Not connected to a desk of the room.</source>
        <translation>未联到本室其他席位。</translation>
    </message>
    <message>
        <source>Connected to desk {name}.</source>
        <translation>已联到 {name} 席。</translation>
    </message>
    <message>
        <source>Desk {name} does not answer; it is tried again.</source>
        <translation>{name} 席没有应答，正在再试。</translation>
    </message>
    <message>
        <source>Off. Switch it on at one desk and tell the others its code.</source>
        <translation>未开启。在一席开启，把联机码告诉其余席位。</translation>
    </message>
    <message>
        <source>On. Tell the others this code; nobody is connected yet.</source>
        <translation>已开启。把下面的联机码告诉其余席位；尚无席位联入。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>On. Connected: {names}. Code for others:</source>
        <translation>已开启。已联入：{names}。其余席位用的联机码：</translation>
    </message>
    <message>
        <source>The room is served from here.</source>
        <translation>已开始为本室供数。</translation>
    </message>
    <message>
        <source>The room is served from here no more.</source>
        <translation>已停止为本室供数。</translation>
    </message>
    <message>
        <source>Connected: the two desks bring their journals together now.</source>
        <translation>已联接：两席日志正在互相补齐。</translation>
    </message>
    <message>
        <source>Disconnected.</source>
        <translation>已断开。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Room</source>
        <translation>同室互联</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source> · saved here{pending} · server cut off {gone}</source>
        <translation> · 本地正常{pending} · 服务器断网 {gone}</translation>
    </message>
    <message>
        <source>◐ Through desk {name}</source>
        <translation>◐ 同室互联：经 {name} 席</translation>
    </message>
    <message>
        <source>▲ Desk {name} refuses this one</source>
        <translation>▲ {name} 席不接纳本席</translation>
    </message>
    <message>
        <source>● Online ▲ desk {name} refuses this one</source>
        <translation>● 在线 ▲ {name} 席不接纳本席</translation>
    </message>
    <message numerus="yes">
        <source>◐ Serving %n desk(s) of the room</source>
        <translation>
            <numerusform>◐ 同室互联：供 %n 席</numerusform>
        </translation>
    </message>
</context>
</TS>
