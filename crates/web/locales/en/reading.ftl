# Numbers, amounts and dates that are typed
reading-number = Write a number.
reading-number-range = Write a number from { $least } to { $most }.
reading-money = Write the amount in quetzales. For example: 4000
reading-day = Write the date: day, month and year.
