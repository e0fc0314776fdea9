package io.facet.app.master.schedule;

import io.facet.app.master.scan.ImageItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A run in a world that one seed decides: first anything may happen in any order, then nothing new breaks and the run
 * must come to its end.
 */
final class SimulatedRun {
    private static final int CALM_ROUNDS = 3000;

    private final Random random;
    private final CheckedScheduler master;
    private final List<ImageItem> dataset = new ArrayList<>();
    private final Map<String, SimulatedAgent.Nature> natures = new HashMap<>();
    private final List<SimulatedAgent> agents = new ArrayList<>();
    /** Agents that are gone, which the master does not know yet. */
    private final Set<SimulatedAgent> unnoticed = new HashSet<>();

    private int scanned;
    private boolean complete;
    private boolean gate = true;
    private long tries;

    SimulatedRun(long seed) {
        random = new Random(seed);
        Policy policy = new Policy(
                1 + random.nextInt(4),
                1 + random.nextInt(5),
                Duration.ofSeconds(5 + random.nextInt(30)),
                1 + random.nextInt(12),
                1 + random.nextInt(30));
        master = new CheckedScheduler(policy);
        makeDataset();
        makeAgents();
    }

    private void makeDataset() {
        int images = random.nextInt(40);
        double trouble = random.nextInt(3) * 0.15;
        long sequence = 0;
        for (int i = 0; i < images; i++) {
            sequence += random.nextInt(5) == 0 ? random.nextInt(1, 4) : 1; // gaps: images that have an outcome already
            String path = "p" + i;
            dataset.add(new ImageItem(sequence, path, 1));
            SimulatedAgent.Nature[] all = SimulatedAgent.Nature.values();
            natures.put(
                    path, random.nextDouble() < trouble ? all[random.nextInt(all.length)] : SimulatedAgent.Nature.GOOD);
        }
    }

    private void makeAgents() {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int slots = 1 + random.nextInt(3);
            Set<Integer> broken = new HashSet<>();
            for (int s = 0; s < slots; s++) {
                if (random.nextInt(5) == 0) {
                    broken.add(s);
                }
            }
            boolean asks = i == 0 || random.nextInt(5) > 0;
            SimulatedAgent agent = new SimulatedAgent("a" + i, slots, broken, asks, this, random);
            agents.add(agent);
            while (random.nextInt(3) == 0) {
                long number = random.nextInt(50) + 1L;
                agent.hasFrom(
                        "p" + random.nextInt(45),
                        random.nextBoolean() ? number : SimulatedAgent.FIRST_OWN_NUMBER + number);
            }
        }
    }

    CheckedScheduler master() {
        return master;
    }

    SimulatedAgent.Nature nature(String path) {
        return natures.getOrDefault(path, SimulatedAgent.Nature.GOOD);
    }

    long nextTry() {
        return tries++;
    }

    void noticeLater(SimulatedAgent agent) {
        unnoticed.add(agent);
    }

    /** The whole run. Throws AssertionError at the first broken promise. */
    void play() {
        int steps = random.nextInt(400);
        for (int i = 0; i < steps; i++) {
            step();
        }
        calm();
        master.account.checkEnd(dataset.size());
    }

    private void step() {
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> scan(1 + random.nextInt(8));
            case 3 -> master.pass(random.nextInt(4) * CheckedScheduler.SECOND);
            case 4 -> {
                if (random.nextInt(4) == 0) {
                    master.pass(random.nextInt(60) * CheckedScheduler.SECOND);
                }
            }
            case 5 -> {
                gate = !gate;
                master.gate(gate);
            }
            case 8 -> tryAgain();
            case 6, 7 -> agents.stream().filter(SimulatedAgent::isConnected).forEach(SimulatedAgent::renew);
            default -> step(agents.get(random.nextInt(agents.size())));
        }
    }

    private void tryAgain() {
        List<String> failures = master.account.failures();
        if (!failures.isEmpty()) {
            master.again(failures.get(random.nextInt(failures.size())), 1 + random.nextInt(4));
        }
    }

    private void step(SimulatedAgent agent) {
        if (unnoticed.contains(agent) && random.nextInt(3) == 0) {
            notice(agent);
        } else if (!agent.isConnected()) {
            if (random.nextInt(3) == 0) {
                connect(agent);
            }
        } else {
            switch (random.nextInt(23)) {
                case 0, 1, 2 -> agent.demand(1 + random.nextInt(4));
                case 3, 4, 5, 6 -> agent.read(1 + random.nextInt(6));
                case 7, 8, 9, 10, 11 -> agent.work();
                case 12, 13, 14, 15, 16 -> agent.send();
                case 17 -> agent.drain(random.nextInt(3) == 0);
                case 18 -> trouble(agent);
                case 19 -> agent.renew(1 + random.nextInt(60));
                case 20 -> agent.load();
                case 21 -> master.slots(agent.id, 1 + random.nextInt(3));
                default -> agent.renew();
            }
        }
    }

    private void trouble(SimulatedAgent agent) {
        switch (random.nextInt(4)) {
            case 0 -> {
                agent.crash();
                unnoticed.add(agent);
            }
            case 1 -> agent.leaveInOrder();
            default -> {
                agent.lose();
                unnoticed.add(agent);
            }
        }
    }

    private void notice(SimulatedAgent agent) {
        unnoticed.remove(agent);
        master.leave(agent.id, true);
    }

    /** It may be back before the master has noticed that it was gone. */
    private void connect(SimulatedAgent agent) {
        if (unnoticed.contains(agent) && random.nextBoolean()) {
            notice(agent);
        }
        unnoticed.remove(agent);
        agent.connect();
    }

    private void scan(int images) {
        for (int i = 0; i < images && master.wantsMore(); i++) {
            if (scanned < dataset.size()) {
                master.add(dataset.get(scanned++));
            } else if (!complete) {
                complete = true;
                master.scanComplete();
            }
        }
    }

    /** Nothing new breaks: what was promised must come to pass. */
    private void calm() {
        master.gate(true);
        agents.stream().filter(SimulatedAgent::isConnected).forEach(a -> a.drain(false));
        for (int round = 0; round < CALM_ROUNDS && !master.finished(); round++) {
            scan(dataset.size() + 1);
            for (SimulatedAgent agent : agents) {
                calm(agent);
            }
            master.pass(CheckedScheduler.SECOND);
        }
    }

    private void calm(SimulatedAgent agent) {
        if (!agent.isConnected()) {
            connect(agent);
        }
        agent.read(Integer.MAX_VALUE);
        for (int i = agent.held(); i > 0 && agent.isConnected(); i--) {
            agent.work();
        }
        if (agent.isConnected()) {
            agent.sendAll();
            agent.renew();
            agent.read(Integer.MAX_VALUE);
            agent.demand(Math.max(0, 3 - agent.asked() - agent.held()));
        }
    }
}
