<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>Map: select</source>
        <translation>地图：选择</translation>
    </message>
    <message>
        <source>Map: what is here</source>
        <translation>地图：这是哪里</translation>
    </message>
    <message>
        <source>Map: place a point</source>
        <translation>地图：放一个点</translation>
    </message>
    <message>
        <source>Map: measure a distance</source>
        <translation>地图：量距离</translation>
    </message>
    <message>
        <source>Map: measure an area</source>
        <translation>地图：量面积</translation>
    </message>
    <message>
        <source>Map: what lies in a circle</source>
        <translation>地图：圆内有什么</translation>
    </message>
    <message>
        <source>Map: what lies in an area</source>
        <translation>地图：所画范围内有什么</translation>
    </message>
    <message>
        <source>Map: what lies along a line</source>
        <translation>地图：沿线两侧有什么</translation>
    </message>
    <message>
        <source>Map: draw a cordon</source>
        <translation>地图：划警戒区</translation>
    </message>
    <message>
        <source>Map: close a road</source>
        <translation>地图：封路</translation>
    </message>
    <message>
        <source>Map: draw an evacuation route</source>
        <translation>地图：画疏散路线</translation>
    </message>
    <message>
        <source>Map: words at a point</source>
        <translation>地图：文字标注</translation>
    </message>
    <message>
        <source>Map: draw a line</source>
        <translation>地图：画线</translation>
    </message>
    <message>
        <source>Map: draw an area</source>
        <translation>地图：画面</translation>
    </message>
    <message>
        <source>Map: edit what is drawn</source>
        <translation>地图：修改标绘</translation>
    </message>
    <message>
        <source>Map: answer into the log</source>
        <translation>地图：查询结果写入日志</translation>
    </message>
    <message>
        <source>Map: answer into the report</source>
        <translation>地图：查询结果写入报告</translation>
    </message>
    <message>
        <source>Map: put the question away</source>
        <translation>地图：清除查询</translation>
    </message>
    <message>
        <source>Map: drawings</source>
        <translation>地图：标绘清单</translation>
    </message>
    <message>
        <source>Map: take the last drawing step back</source>
        <translation>地图：撤销上一步标绘</translation>
    </message>
    <message>
        <source>Map: do the drawing step again</source>
        <translation>地图：重做标绘</translation>
    </message>
    <message>
        <source>Map: print at a true scale</source>
        <translation>地图：按比例尺出图</translation>
    </message>
    <message>
        <source>Wallboard on a second screen</source>
        <translation>大屏（第二块屏幕）</translation>
    </message>
    <message>
        <source>Map: replay, and back to live</source>
        <translation>地图：回放／返回实况</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>队伍</translation>
    </message>
    <message>
        <source>Shelter</source>
        <translation>避难场所</translation>
    </message>
    <message>
        <source>Supplies</source>
        <translation>物资</translation>
    </message>
    <message>
        <source>Hazard</source>
        <translation>隐患</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Metres to each side of the line</source>
        <translation>线两侧各多少米</translation>
    </message>
    <message>
        <source>to each side</source>
        <translation>（线的每一侧）</translation>
    </message>
    <message>
        <source>Found, nearest first</source>
        <translation>查到的，由近及远</translation>
    </message>
    <message>
        <source>Into the log</source>
        <translation>写入日志</translation>
    </message>
    <message>
        <source>Into the report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Within {length} of here</source>
        <translation>{length} 范围内</translation>
    </message>
    <message>
        <source>In the area drawn, {area}</source>
        <translation>所画范围内（{area}）</translation>
    </message>
    <message>
        <source>Along the line, {length} to each side</source>
        <translation>沿线两侧各 {length}</translation>
    </message>
    <message>
        <source>People on file</source>
        <translation>在册人员</translation>
    </message>
    <message>
        <source>with needs</source>
        <translation>其中失能独居等</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>队伍 / 人数</translation>
    </message>
    <message>
        <source>Shelters</source>
        <translation>避难场所</translation>
    </message>
    <message>
        <source>{shelters}, {free} free</source>
        <translation>{shelters} 处，空 {free}</translation>
    </message>
    <message>
        <source>Supply points</source>
        <translation>物资点</translation>
    </message>
    <message>
        <source>Open hazards</source>
        <translation>未销号隐患</translation>
    </message>
    <message>
        <source>No grid, address or name is known here.</source>
        <translation>这里的网格、地址和名称都不详。</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>On the map</source>
        <translation>地图上</translation>
    </message>
    <message>
        <source>Search incidents, log, reports, ledgers, the map</source>
        <translation>搜索事件、日志、报告、台账和地图地名</translation>
    </message>
</context>
<context>
    <name>IncidentWall</name>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>No open incident</source>
        <translation>没有在办事件</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 起</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A distance is from {least} to {most} metres.</source>
        <translation>距离应在 {least} 至 {most} 米之间。</translation>
    </message>
    <message>
        <source>It needs at least {least} points.</source>
        <translation>至少要有 {least} 个点。</translation>
    </message>
    <message>
        <source>It takes at most {most} points.</source>
        <translation>最多 {most} 个点。</translation>
    </message>
    <message>
        <source>Its edge crosses itself: move a point.</source>
        <translation>边线自相交叉，请移动一个点。</translation>
    </message>
    <message>
        <source>This cannot be drawn in that shape.</source>
        <translation>这一类不能画成这种形状。</translation>
    </message>
    <message>
        <source>The words beside it take at most {limit} characters.</source>
        <translation>名称最多 {limit} 个字。</translation>
    </message>
    <message>
        <source>This drawing is not on this workstation.</source>
        <translation>本机没有这条标绘。</translation>
    </message>
    <message>
        <source>Another unit drew this: only that unit changes or ends it.</source>
        <translation>这是其他单位标绘的，只能由该单位修改或结束。</translation>
    </message>
    <message>
        <source>This drawing is ended already.</source>
        <translation>这条标绘已经结束。</translation>
    </message>
    <message>
        <source>This drawing is in force.</source>
        <translation>这条标绘正在生效。</translation>
    </message>
    <message>
        <source>The base map ({provider}) has no approval number (审图号): enter it under Settings, then print.</source>
        <translation>底图（{provider}）没有审图号，不能出图。请先在设置页填写审图号。</translation>
    </message>
    <message>
        <source>A scale is from 1:{least} to 1:{most}.</source>
        <translation>比例尺应在 1:{least} 至 1:{most} 之间。</translation>
    </message>
</context>
<context>
    <name>NameCard</name>
    <message>
        <source>Name of the drawing</source>
        <translation>标绘名称</translation>
    </message>
    <message>
        <source>Name, may stay empty</source>
        <translation>名称，可不填</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>所属事件</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>No incident</source>
        <translation>不属于任何事件</translation>
    </message>
</context>
<context>
    <name>PrintCard</name>
    <message>
        <source>Heading, may stay empty</source>
        <translation>图名，可不填</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>图名</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>图幅</translation>
    </message>
    <message>
        <source>A4 lying</source>
        <translation>A4 横</translation>
    </message>
    <message>
        <source>A4 upright</source>
        <translation>A4 竖</translation>
    </message>
    <message>
        <source>A3 lying</source>
        <translation>A3 横</translation>
    </message>
    <message>
        <source>A3 upright</source>
        <translation>A3 竖</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例尺</translation>
    </message>
    <message>
        <source>Usual scales</source>
        <translation>常用比例尺</translation>
    </message>
    <message>
        <source>Make the PDF</source>
        <translation>生成 PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Print the map</source>
        <translation>地图出图</translation>
    </message>
</context>
<context>
    <name>QueryDesk</name>
    <message>
        <source>The answer of the map is in the log.</source>
        <translation>查询结果已写入日志。</translation>
    </message>
    <message>
        <source>Choose an incident first.</source>
        <translation>请先选一个事件。</translation>
    </message>
    <message>
        <source>The answer of the map stands in the draft of the report.</source>
        <translation>查询结果已写进报告草稿的“影响范围”。</translation>
    </message>
    <message>
        <source>Ask the map first: circle, area, line, or what is here.</source>
        <translation>请先在地图上查询：圆、范围、沿线，或“这是哪里”。</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Time of the replay</source>
        <translation>回放时刻</translation>
    </message>
    <message>
        <source>‹ Change</source>
        <translation>‹ 上一变化</translation>
    </message>
    <message>
        <source>Change ›</source>
        <translation>下一变化 ›</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>返回实况</translation>
    </message>
</context>
<context>
    <name>ReplayDesk</name>
    <message>
        <source>Replay {time} · not live</source>
        <translation>回放 {time} · 非实况</translation>
    </message>
    <message>
        <source>Incidents then</source>
        <translation>当时的事件</translation>
    </message>
    <message>
        <source>Teams and shelters then</source>
        <translation>当时的队伍和场所</translation>
    </message>
</context>
<context>
    <name>SketchDesk</name>
    <message>
        <source>Click point after point; double click or Enter ends it, Backspace takes a point back.</source>
        <translation>逐点单击；双击或回车结束，退格键退回一点。</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>撤销操作</translation>
    </message>
    <message>
        <source>Kept, and told in the log.</source>
        <translation>已保存，并记入日志。</translation>
    </message>
    <message>
        <source>Drag corners and edges. N: next corner, Shift+arrows move it, Delete removes it, Enter keeps.</source>
        <translation>拖动角点或边线。N 下一角点，Shift+方向键移动，Delete 删除，回车保存。</translation>
    </message>
    <message>
        <source>Nothing to take back.</source>
        <translation>没有可撤销的标绘。</translation>
    </message>
    <message>
        <source>Nothing to do again.</source>
        <translation>没有可重做的标绘。</translation>
    </message>
</context>
<context>
    <name>SketchLayer</name>
    <message>
        <source>Drawings</source>
        <translation>标绘</translation>
    </message>
</context>
<context>
    <name>SketchList</name>
    <message>
        <source>Drawings</source>
        <translation>标绘</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>In force again</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Drawings on the map</source>
        <translation>地图标绘</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} 起</translation>
    </message>
</context>
<context>
    <name>Wallboard</name>
    <message>
        <source>Wallboard · {unit}</source>
        <translation>大屏 · {unit}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
</TS>
