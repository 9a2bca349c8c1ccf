"""What an office wants to hold from now on, in words: 截止提醒改为提前10、5、1个工作日."""
