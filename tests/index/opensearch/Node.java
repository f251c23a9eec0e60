import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node of a cluster: its folder, name, HTTP port and transport port, then all names and seeds. */
class Node {
    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("node.name", arguments[1]);
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", arguments[2]);
            settings.put("transport.port", arguments[3]);
            settings.put("discovery.type", "zen");
            settings.putList("cluster.initial_cluster_manager_nodes", arguments[4].split(","));
            settings.putList("discovery.seed_hosts", arguments[5].split(","));
            // A test machine's disk may be nearly full, which is no reason to refuse shards.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        // The runner silences its log by default, in a way that keeps a node from starting.
        runner.build(OpenSearchRunner.newConfigs()
            .basePath(folder).clusterName("dateline").numOfNode(1).useLogger());
        System.in.read(); // ends when the process that started this one ends, however it does
        System.exit(0);
    }
}
