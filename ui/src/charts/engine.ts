/** The ECharts modules in use; loaded lazily when the first chart becomes visible. */
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, CanvasRenderer]);

export const init = echarts.init;
