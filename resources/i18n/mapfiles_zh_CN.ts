<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>Reading {file} was stopped.</source>
        <translation>已停止读取 {file}。</translation>
    </message>
    <message>
        <source>{file} is no map file of a known kind.</source>
        <translation>{file} 不是可识别的地图文件。</translation>
    </message>
    <message>
        <source>{file} unpacks to far more than a map needs and was refused.</source>
        <translation>{file} 解压后大得不像地图，已拒绝。</translation>
    </message>
    <message>
        <source>There is no map in {file}.</source>
        <translation>{file} 里没有地图文件。</translation>
    </message>
    <message>
        <source>{file} is built like an attack on its reader and was refused.</source>
        <translation>{file} 的内容像是攻击读取程序的，已拒绝。</translation>
    </message>
    <message>
        <source>One outline in {file} has {points} points; at most {limit} can be drawn. Simplify it first.</source>
        <translation>{file} 里有一条边界多达 {points} 个点，最多只能画 {limit} 个。请先简化。</translation>
    </message>
    <message>
        <source>{file} has {points} points; at most {limit} can be drawn. Cut it to your area first.</source>
        <translation>{file} 共有 {points} 个点，最多只能画 {limit} 个。请先裁到本辖区。</translation>
    </message>
    <message>
        <source>{file} is labelled {label}, but its numbers are no degrees: choose the city&apos;s own plane.</source>
        <translation>{file} 标注为 {label}，但数字不是经纬度：请选择地方平面坐标。</translation>
    </message>
    <message>
        <source>With these parameters {file} does not lie in China: check the parameters of the plane.</source>
        <translation>按这组参数，{file} 不在中国境内：请核对平面坐标参数。</translation>
    </message>
    <message>
        <source>No survey gives such parameters of a plane.</source>
        <translation>测绘部门不会给出这样的平面坐标参数。</translation>
    </message>
    <message>
        <source>This link belongs to no map service that is known here.</source>
        <translation>这个链接不是已知地图服务的。</translation>
    </message>
    <message>
        <source>This link tells no coordinate. Open it, then copy the coordinate itself.</source>
        <translation>这个链接里没有坐标。请打开后复制坐标本身。</translation>
    </message>
    <message>
        <source>This link gives the service&apos;s own metres. Copy the coordinate in degrees instead.</source>
        <translation>这个链接给的是该服务自己的米制坐标。请改为复制经纬度。</translation>
    </message>
    <message>
        <source>Tick at least one layer.</source>
        <translation>请至少勾选一个图层。</translation>
    </message>
    <message>
        <source>{file} cannot be read as a table: {reason}</source>
        <translation>{file} 不能作为表格读取：{reason}</translation>
    </message>
    <message>
        <source>{file} is larger than a table of places may be.</source>
        <translation>{file} 太大，超出点位表的上限。</translation>
    </message>
    <message>
        <source>{sheet} has no columns for longitude and latitude: name them 经度 and 纬度, or 坐标.</source>
        <translation>{sheet} 里没有经纬度列：请把列名写成“经度”“纬度”，或“坐标”。</translation>
    </message>
    <message>
        <source>{file} is not there any more.</source>
        <translation>{file} 已经不在原处。</translation>
    </message>
    <message>
        <source>{file} is a folder or a device, not a file.</source>
        <translation>{file} 是文件夹或设备，不是文件。</translation>
    </message>
    <message>
        <source>The numbers of {sheet} are no degrees: choose the city's own plane and fill in its parameters.</source>
        <translation>{sheet} 里的数字不是经纬度：请选“北京地方平面坐标（按参数）”并填写参数。</translation>
    </message>
    <message>
        <source>{sheet} has no columns for plane metres: name them 东坐标 and 北坐标, or X and Y.</source>
        <translation>{sheet} 里没有平面坐标列：请把列名写成“东坐标”“北坐标”，或“X”“Y”。</translation>
    </message>
    <message>
        <source>Nobody said which map the coordinate is from; it counts as GPS and may lie 550 m off.</source>
        <translation>没有说明坐标来自哪种地图，暂按 GPS 处理，可能差 550 米。</translation>
    </message>
    <message>
        <source>Write the address with {{z}}, {{x}} and {{y}}, or paste a WMTS request in Web Mercator.</source>
        <translation>请写带 {{z}}、{{x}}、{{y}} 的地址，或粘贴一条墨卡托投影（w）的 WMTS 请求。</translation>
    </message>
    <message>
        <source>This service needs your own key.</source>
        <translation>这个服务需要您自己的密钥。</translation>
    </message>
    <message>
        <source>{host} is not on the list of allowed hosts; an administrator may add it.</source>
        <translation>{host} 不在允许访问的主机名单里；管理员可以添加。</translation>
    </message>
    <message>
        <source>{file} cannot be read as map tiles: {reason}</source>
        <translation>{file} 不能作为地图瓦片读取：{reason}</translation>
    </message>
    <message>
        <source>{file} holds vector tiles, no pictures.</source>
        <translation>{file} 里是矢量瓦片，不是图片。</translation>
    </message>
    <message>
        <source>{host} cannot be reached; what was looked at before is shown.</source>
        <translation>连不上 {host}；先显示以前看过的部分。</translation>
    </message>
    <message>
        <source>{host} refuses its tiles ({status}): check the key and its daily quota.</source>
        <translation>{host} 拒绝提供瓦片（{status}）：请核对密钥和每日限额。</translation>
    </message>
    <message>
        <source>There is nothing on the map to export as chosen.</source>
        <translation>按所选内容，地图上没有可导出的东西。</translation>
    </message>
    <message>
        <source>Say why residents&apos; data leaves in clear; it is recorded.</source>
        <translation>请写明为何导出居民信息明文；这会被记录。</translation>
    </message>
    <message>
        <source>Add &amp;LAYER=… to the address to choose one of its layers in Web Mercator: {layers}</source>
        <translation>请在地址后加 &amp;LAYER=…，从它的墨卡托图层里选一个：{layers}</translation>
    </message>
</context>
<context>
    <name>ImportForm</name>
    <message>
        <source>Over the base map, which stays as it is</source>
        <translation>叠加在底图上，底图不变</translation>
    </message>
    <message>
        <source>As base map; the sample's drawing gives way</source>
        <translation>作为底图，示例底图让位</translation>
    </message>
    <message>
        <source>Accuracy, m</source>
        <translation>精度（米）</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Drawn in</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字编码</translation>
    </message>
    <message>
        <source>Its boundaries are right and may judge other files</source>
        <translation>此图边界可信，可用来核对别的文件</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供单位</translation>
    </message>
    <message>
        <source>as found</source>
        <translation>按文件识别</translation>
    </message>
    <message>
        <source>as found: {encoding}</source>
        <translation>按文件识别：{encoding}</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>Known boundaries</source>
        <translation>已知边界</translation>
    </message>
    <message>
        <source>Preview of the import</source>
        <translation>导入预览</translation>
    </message>
    <message>
        <source>Shift {metres} m</source>
        <translation>相差 {metres} 米</translation>
    </message>
    <message>
        <source>The file as chosen</source>
        <translation>按所选坐标系</translation>
    </message>
    <message>
        <source>The file as it is written</source>
        <translation>按文件原样</translation>
    </message>
</context>
<context>
    <name>MapImport</name>
    <message>
        <source>Amap</source>
        <translation>高德</translation>
    </message>
    <message>
        <source>BD-09 (Baidu)</source>
        <translation>BD-09（百度）</translation>
    </message>
    <message>
        <source>Baidu</source>
        <translation>百度</translation>
    </message>
    <message>
        <source>Beijing local plane, by parameters</source>
        <translation>北京地方平面坐标（按参数）</translation>
    </message>
    <message>
        <source>CGCS2000 / WGS-84 (GPS, Tianditu, surveys)</source>
        <translation>CGCS2000 / WGS-84（GPS、天地图、测绘成果）</translation>
    </message>
    <message>
        <source>GCJ-02 (Amap, Tencent)</source>
        <translation>GCJ-02（高德、腾讯）</translation>
    </message>
    <message>
        <source>It lies on the known boundaries as it is ({counts}).</source>
        <translation>按原样就与已知边界吻合（落在边界上的点数：{counts}）。</translation>
    </message>
    <message>
        <source>No boundary is vouched for yet, so nothing can be compared: judge by the preview.</source>
        <translation>还没有可信的边界，无法自动核对：请对照预览自己判断。</translation>
    </message>
    <message>
        <source>Tencent</source>
        <translation>腾讯</translation>
    </message>
    <message>
        <source>The archive holds several maps; only the first was read. Unpack it and take in the others.</source>
        <translation>压缩包里有好几张图，只读了第一张。请解压后逐个导入其余的。</translation>
    </message>
    <message>
        <source>X was read as north and Y as east, as surveys write it.</source>
        <translation>X按北向、Y按东向读取（测绘习惯）。</translation>
    </message>
    <message>
        <source>The headings say that the numbers need no shift.</source>
        <translation>表头写明坐标无需偏移（CGCS2000、WGS-84）。</translation>
    </message>
    <message>
        <source>The headings say GCJ-02 (Amap, Tencent); it was chosen for you, look at the preview.</source>
        <translation>表头写明是 GCJ-02（高德、腾讯），已替您选好，请看预览。</translation>
    </message>
    <message>
        <source>The headings say BD-09 (Baidu); it was chosen for you, look at the preview.</source>
        <translation>表头写明是 BD-09（百度），已替您选好，请看预览。</translation>
    </message>
    <message>
        <source>X was read as east and Y as north: the other way it lies off the city.</source>
        <translation>X按东向、Y按北向读取：反过来就不在本市。</translation>
    </message>
    <message>
        <source>The file does not say in which coordinates it is drawn.</source>
        <translation>文件没有说明坐标系。</translation>
    </message>
    <message>
        <source>The file writes the latitude first; this was put right.</source>
        <translation>文件把纬度写在前面，已调整过来。</translation>
    </message>
    <message>
        <source>The file&apos;s own label says metres, but its numbers are degrees.</source>
        <translation>文件标注为米制坐标，但数字是经纬度，按经纬度读取。</translation>
    </message>
    <message>
        <source>The known boundaries do not tell the datum of this file: judge by the preview.</source>
        <translation>已知边界看不出这个文件的坐标系：请对照预览自己判断。</translation>
    </message>
    <message>
        <source>This file is drawn in {datum}: only then its corners fall on the known boundaries ({counts}). It was chosen for you; look at the preview.</source>
        <translation>这个文件是按 {datum} 画的：只有这样，它的点才落在已知边界上（{counts}）。已替您选好，请看预览确认。</translation>
    </message>
    <message>
        <source>Tianditu</source>
        <translation>天地图</translation>
    </message>
    <message>
        <source>accuracy not stated</source>
        <translation>精度未注明</translation>
    </message>
    <message>
        <source>local plane</source>
        <translation>地方平面坐标</translation>
    </message>
    <message>
        <source>no approval number</source>
        <translation>无审图号</translation>
    </message>
    <message>
        <source>provider not stated</source>
        <translation>提供单位未注明</translation>
    </message>
    <message>
        <source>{count} row(s) tell no place and stay out: {rows}</source>
        <translation>有 {count} 行没有坐标，不导入：第 {rows} 行</translation>
    </message>
    <message>
        <source>±{metres} m</source>
        <translation>±{metres} 米</translation>
    </message>
</context>
<context>
    <name>MapImportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Close view</source>
        <translation>近看</translation>
    </message>
    <message>
        <source>Import a map file</source>
        <translation>导入地图文件</translation>
    </message>
    <message>
        <source>Maps and tables ({patterns})</source>
        <translation>地图和点位表 ({patterns})</translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <translation>还没有选择文件</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Take it in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Whole file</source>
        <translation>看全图</translation>
    </message>
</context>
<context>
    <name>MapsSection</name>
    <message>
        <source>Lies</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>over it</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Choose a layer first.</source>
        <translation>请先选一个图层。</translation>
    </message>
    <message>
        <source>Drawn in</source>
        <translation>原坐标系</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>要素数</translation>
    </message>
    <message>
        <source>Import a map file…</source>
        <translation>导入地图文件…</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Layers of the map</source>
        <translation>地图图层</translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation>移除图层</translation>
    </message>
    <message>
        <source>Removed: {what}</source>
        <translation>已移除：{what}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源文件</translation>
    </message>
    <message>
        <source>Taken in: {what}, {count} feature(s).</source>
        <translation>已导入：{what}，{count} 个要素。</translation>
    </message>
    <message>
        <source>Vector maps, tables of places and GPS tracks of any usual kind. A copy is kept on this workstation, not sealed like the ledgers: lists of residents belong into the ledgers.</source>
        <translation>可导入常见的矢量地图、点位表和 GPS 轨迹。副本保存在本机，不像台账那样加密：居民名单请录入台账。</translation>
    </message>
    <message>
        <source>Export the map…</source>
        <translation>导出地图…</translation>
    </message>
    <message>
        <source>Style…</source>
        <translation>样式…</translation>
    </message>
    <message>
        <source>Provider and number…</source>
        <translation>提供单位和审图号…</translation>
    </message>
    <message>
        <source>Kept: {what}</source>
        <translation>已保存：{what}</translation>
    </message>
</context>
<context>
    <name>PlaneBox</name>
    <message>
        <source>Central meridian, °</source>
        <translation>中央子午线（度）</translation>
    </message>
    <message>
        <source>Rotation, seconds</source>
        <translation>旋转角（秒）</translation>
    </message>
    <message>
        <source>Scale, ppm</source>
        <translation>尺度（ppm）</translation>
    </message>
    <message>
        <source>Shift east, m</source>
        <translation>东移（米）</translation>
    </message>
    <message>
        <source>Shift north, m</source>
        <translation>北移（米）</translation>
    </message>
    <message>
        <source>The four parameters to CGCS2000 come from the surveying office; none are shipped.</source>
        <translation>转换到 CGCS2000 的四参数由测绘主管部门提供，本软件不附带。</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Show {lat}, {lon} on the map</source>
        <translation>在地图上看 {lat}, {lon}</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>39.9052, 116.4127 or a map link</source>
        <translation>39.9052, 116.4127 或地图链接</translation>
    </message>
    <message>
        <source>Which map the coordinate is from</source>
        <translation>坐标来自哪种地图</translation>
    </message>
</context>
<context>
    <name>LedgerForm</name>
    <message>
        <source>Coordinate or map link</source>
        <translation>坐标或地图链接</translation>
    </message>
    <message>
        <source>Which map the coordinate is from</source>
        <translation>坐标来自哪种地图</translation>
    </message>
</context>
<context>
    <name>PlaceEntry</name>
    <message>
        <source>By their size the first number is the latitude.</source>
        <translation>按数值判断：前一个是纬度。</translation>
    </message>
    <message>
        <source>By their size the first number is the longitude.</source>
        <translation>按数值判断：前一个是经度。</translation>
    </message>
    <message>
        <source>Say which map it is from: it may lie 550 or 1,350 m off.</source>
        <translation>请选它来自哪种地图：选错会差 550 或 1350 米。</translation>
    </message>
    <message>
        <source>Entered as {datum}: {lat}, {lon}{service}.</source>
        <translation>录入时按{datum}：{lat}, {lon}{service}。</translation>
    </message>
    <message>
        <source>nobody said which map</source>
        <translation>（未说明来自哪种地图）</translation>
    </message>
    <message>
        <source>Which map is it from?</source>
        <translation>来自哪种地图？</translation>
    </message>
    <message>
        <source>{datum}: brought to {lat}, {lon}, {metres} m from the bare numbers.</source>
        <translation>{datum}：已换算为 {lat}, {lon}，与原数字相差 {metres} 米。</translation>
    </message>
    <message>
        <source>Link of {service}.</source>
        <translation>{service}的链接。</translation>
    </message>
</context>
<context>
    <name>Situation</name>
    <message>
        <source>Pasted coordinate</source>
        <translation>粘贴的坐标</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Picture maps</source>
        <translation>影像与在线地图</translation>
    </message>
</context>
<context>
    <name>PicturesSection</name>
    <message>
        <source>Provider and number…</source>
        <translation>提供单位和审图号…</translation>
    </message>
    <message>
        <source>Kept: {what}</source>
        <translation>已保存：{what}</translation>
    </message>
    <message>
        <source>Tianditu streets</source>
        <translation>天地图 矢量</translation>
    </message>
    <message>
        <source>Tianditu street names</source>
        <translation>天地图 矢量注记</translation>
    </message>
    <message>
        <source>Tianditu images</source>
        <translation>天地图 影像</translation>
    </message>
    <message>
        <source>Tianditu image names</source>
        <translation>天地图 影像注记</translation>
    </message>
    <message>
        <source>Tianditu terrain</source>
        <translation>天地图 地形</translation>
    </message>
    <message>
        <source>service</source>
        <translation>在线服务</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Picture maps</source>
        <translation>影像与在线地图</translation>
    </message>
    <message>
        <source>An address of your own</source>
        <translation>自己填地址</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>您的密钥</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供单位</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Add the service</source>
        <translation>添加服务</translation>
    </message>
    <message>
        <source>Add an MBTiles file…</source>
        <translation>添加 MBTiles 文件…</translation>
    </message>
    <message>
        <source>Add a folder of tiles…</source>
        <translation>添加瓦片文件夹…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Allow the host</source>
        <translation>允许此主机（管理员）</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>They lie under the layers. What was looked at is kept on the disk within a limit and shown again when the line is down. The key is kept sealed and shown to nobody.</source>
        <translation>它们垫在图层下面。看过的部分按上限存在本机，断网时照样显示。密钥加密保存，不再显示给任何人。</translation>
    </message>
    <message>
        <source>Allowed hosts: {hosts}</source>
        <translation>允许访问的主机：{hosts}</translation>
    </message>
    <message>
        <source>Tianditu</source>
        <translation>天地图（国家地理信息公共服务平台）</translation>
    </message>
    <message>
        <source>Choose a map first.</source>
        <translation>请先选一个地图。</translation>
    </message>
    <message>
        <source>Removed: {what}</source>
        <translation>已移除：{what}</translation>
    </message>
    <message>
        <source>The host is on the list.</source>
        <translation>已加入名单。</translation>
    </message>
    <message>
        <source>Added: {what}</source>
        <translation>已添加：{what}</translation>
    </message>
    <message>
        <source>Add an MBTiles file</source>
        <translation>添加 MBTiles 文件</translation>
    </message>
    <message>
        <source>Map tiles (*.mbtiles)</source>
        <translation>地图瓦片 (*.mbtiles)</translation>
    </message>
    <message>
        <source>Add a folder of tiles</source>
        <translation>添加瓦片文件夹</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Import a map file</source>
        <translation>导入地图文件</translation>
    </message>
    <message>
        <source>Export the map</source>
        <translation>导出地图</translation>
    </message>
</context>
<context>
    <name>MapExportDialog</name>
    <message>
        <source>Export the map</source>
        <translation>导出地图</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>态势</translation>
    </message>
    <message>
        <source>Open incidents</source>
        <translation>未结事件</translation>
    </message>
    <message>
        <source>Cordons, closed roads, routes, marks</source>
        <translation>警戒区、封闭道路、转移路线、标注</translation>
    </message>
    <message>
        <source>Grid borders</source>
        <translation>网格边界</translation>
    </message>
    <message>
        <source>Layers of the map</source>
        <translation>地图图层</translation>
    </message>
    <message>
        <source>leave them out</source>
        <translation>不导出</translation>
    </message>
    <message>
        <source>with names and numbers masked</source>
        <translation>隐去姓名和号码</translation>
    </message>
    <message>
        <source>in clear (duty leader, with a reason)</source>
        <translation>明文（仅带班领导，须写理由）</translation>
    </message>
    <message>
        <source>Residents</source>
        <translation>居民信息</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Every export is recorded in the journal and the duty log. Callers and contacts never go out.</source>
        <translation>每次导出都会记入流水账和值班日志。来电人和联系人从不导出。</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
</context>
<context>
    <name>MapOwnerDialog</name>
    <message>
        <source>Provider and approval number</source>
        <translation>提供单位和审图号</translation>
    </message>
    <message>
        <source>Its boundaries are right and may judge other files</source>
        <translation>此图边界可信，可用来核对别的文件</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供单位</translation>
    </message>
    <message>
        <source>Approval number</source>
        <translation>审图号</translation>
    </message>
    <message>
        <source>Accuracy, m</source>
        <translation>精度（米）</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
</TS>
