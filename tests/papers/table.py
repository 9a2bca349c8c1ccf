"""A table as most offices set it."""

HEAD = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]
TITLE = "东湖区2024年中医药工作任务分解表"
