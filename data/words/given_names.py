"""First names that languages write in ways that no letters tell: one row a name, its Russian form first."""

GIVEN_NAMES: tuple[tuple[str, ...], ...] = tuple(
    tuple(row.split())
    for row in """
    Авраам Авраам Abraham
    Александр Олександр Alexander Aleksandr Oleksandr Alexandre
    Александра Олександра Alexandra Aleksandra Oleksandra
    Алексей Олексій Олексий Alexey Alexei Aleksei Aleksey Oleksii Oleksiy
    Алена Альона Alyona Alena
    Андрей Андрій Andrei Andrey Andriy Andrii Andrew
    Анна Ганна Anna Hanna
    Антон Антін Anton
    Энтони Ентоні Anthony
    Артем Артемій Artem Artyom
    Афанасий Опанас Панас Afanasy
    Василий Василь Vasily Vasyl Vasiliy
    Владимир Володимир Vladimir Volodymyr
    Гавриил Гаврило Gavriil
    Данил Данило Danylo
    Дарья Дарія Дарина Daria Darya Dariia
    Джеффри Джефрі Geoffrey Jeffrey
    Джо Джо Joe
    Джордж Джордж George
    Дмитрий Дмитро Dmitry Dmitri Dmytro Dmitriy
    Евгений Євген Євгеній Evgeny Yevgeny Yevhen Evgeniy Yevgeniy Eugene
    Екатерина Катерина Ekaterina Yekaterina Kateryna
    Елена Олена Elena Yelena Olena
    Игнат Гнат Ignat
    Иосиф Йосип Iosif Yosyp
    Кирилл Кирило Kirill Kyrylo
    Константин Костянтин Konstantin Kostiantyn Kostyantyn Constantine
    Кристина Христина Kristina Khrystyna
    Матвей Матвій Matvey Matvii
    Михаил Михайло Mikhail Mykhailo Mikhael
    Мухаммед Мухаммад Мохаммед Мохаммад Мохамед Mohammed Muhammad Mohammad Mohamed
    Надежда Надія Nadezhda Nadiya Nadiia
    Наталья Наталия Наталія Natalia Natalya Nataliya Nataliia
    Никита Микита Nikita Mykyta
    Николай Микола Nikolai Nikolay Mykola
    Олег Олег Oleg Oleh
    Павел Павло Pavel Pavlo
    Петр Петро Petr Petro Pyotr
    Прокоп Прокіп Prokop
    Светлана Світлана Svetlana Svitlana
    Сергей Сергій Sergei Sergey Serhiy Serhii Sergiy
    Софья София Софія Sofia Sofya Sofiia
    Стивен Стівен Steven Stephen
    Татьяна Тетяна Tatiana Tatyana Tetiana Tetyana
    Тимофей Тимофій Timofey Tymofiy
    Федор Федір Fyodor Fedor Fedir
    Филипп Пилип Filipp Pylyp Philip
    Христофор Христофор Christopher
    Хуан Хуан Juan
    Шарль Шарль Charles
    Юлия Юлія Yulia Yuliya Yuliia Julia
    Яков Яків Yakov Yakiv
    """.strip().splitlines()
)
"""Of general knowledge; names that letters tell (Роман, Roman) are left out. A form of several rows belongs to the first."""
