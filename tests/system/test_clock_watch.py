from bot.system.clock_watch import ClockWatch, read_uptime


def test_a_clock_that_is_set_is_noticed_once_with_the_seconds() -> None:
    times = {"clock": 1000.0, "uptime": 5.0}
    watch = ClockWatch(lambda: times["clock"], lambda: times["uptime"])
    assert watch.measure_jump() == 0
    times.update(clock=1000.0 + 3600 + 50, uptime=55.0)
    assert watch.measure_jump() == 3600
    assert watch.measure_jump() == 0
    times.update(clock=500.0)
    assert watch.measure_jump() == 500.0 - 4650.0


def test_what_the_network_adjusts_does_not_add_up_to_a_jump() -> None:
    times = {"clock": 1000.0}
    watch = ClockWatch(lambda: times["clock"], lambda: 5.0)
    for _ in range(100):
        times["clock"] += 10
        assert watch.measure_jump() == 0


def test_the_system_s_own_clocks_agree() -> None:
    assert ClockWatch().measure_jump() == 0
    assert read_uptime() > 0
